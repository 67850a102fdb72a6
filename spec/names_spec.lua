-- SPDX-License-Identifier: MIT
-- docs/libseccomp.md has a row for every name that libseccomp and its Go
-- bindings export, and what its rows point to exists.
local support = require "spec.support"
local seccomp = require "seccomp"

-- functions of seccomp.h, libseccomp 2.6.1
local libseccomp = [[
  seccomp_api_get seccomp_api_set seccomp_arch_add seccomp_arch_exist
  seccomp_arch_native seccomp_arch_remove seccomp_arch_resolve_name
  seccomp_attr_get seccomp_attr_set seccomp_export_bpf seccomp_export_bpf_mem
  seccomp_export_pfc seccomp_init seccomp_load seccomp_merge
  seccomp_notify_alloc seccomp_notify_fd seccomp_notify_free
  seccomp_notify_id_valid seccomp_notify_receive seccomp_notify_respond
  seccomp_precompute seccomp_release seccomp_reset seccomp_rule_add
  seccomp_rule_add_array seccomp_rule_add_exact seccomp_rule_add_exact_array
  seccomp_syscall_priority seccomp_syscall_resolve_name
  seccomp_syscall_resolve_name_arch seccomp_syscall_resolve_name_rewrite
  seccomp_syscall_resolve_num_arch seccomp_transaction_commit
  seccomp_transaction_reject seccomp_transaction_start seccomp_version
]]

-- exported names of libseccomp-golang 0.11.1
local golang = [[
  VersionError ScmpArch ScmpAction ScmpCompareOp ScmpCondition ScmpSyscall
  ScmpFd ScmpNotifData ScmpNotifReq ScmpNotifResp ScmpFilter
  ArchInvalid ArchNative ArchX86 ArchSHEB
  ActInvalid ActKillThread ActTrap ActNotify ActErrno ActTrace ActAllow ActLog
  ActKillProcess ActKill CompareInvalid CompareNotEqual CompareLess
  CompareLessOrEqual CompareEqual CompareGreaterEqual CompareGreater
  CompareMaskedEqual ErrSyscallDoesNotExist NotifRespFlagContinue
  GetArchFromString ScmpArch.String ScmpAction.String ScmpAction.SetReturnCode
  ScmpAction.GetReturnCode GetLibraryVersion GetAPI SetAPI ScmpSyscall.GetName
  ScmpSyscall.GetNameByArch GetSyscallFromName GetSyscallFromNameByArch
  MakeCondition GetNativeArch NewFilter IsValid Reset Release Merge
  IsArchPresent AddArch RemoveArch Precompute Load GetDefaultAction
  GetBadArchAction GetNoNewPrivsBit GetLogBit GetSSB GetOptimize GetRawRC
  GetWaitKill SetBadArchAction SetNoNewPrivsBit SetLogBit SetSSB SetOptimize
  SetRawRC SetWaitKill SetSyscallPriority AddRule AddRuleExact
  AddRuleConditional AddRuleConditionalExact ExportPFC ExportBPF ExportBPFMem
  GetNotifFd NotifReceive NotifRespond NotifIDValid TransactionStart
  TransactionReject TransactionCommit
]]

describe("docs/libseccomp.md", function()
  local text = support.slurp "docs/libseccomp.md"
  local rows = {}
  for name_cell, cell in text:gmatch "\n| (`[^|]+) | ([^\n]+) |%f[\n]" do
    for name in name_cell:gmatch "`([%w_.*]+)`" do rows[name] = cell end
  end

  it("has a row for every function of libseccomp", function()
    for name in libseccomp:gmatch "%S+" do
      assert.truthy(rows[name], name .. " has no row")
    end
  end)

  it("knows those of the libseccomp installed here", function()
    local header = support.command(
      "echo '#include <seccomp.h>' | cc -E - 2>/dev/null").stdout
    for name in header:gmatch "%f[%w](seccomp_[%l_]+)%s*%(" do
      assert.truthy(rows[name], name .. " has no row")
    end
  end)

  it("has a row for every name of the Go bindings", function()
    for name in golang:gmatch "%S+" do
      assert.truthy(rows[name], name .. " has no row")
    end
  end)

  it("points to functions and methods that exist", function()
    local filter = seccomp.filter "allow"
    for name, cell in pairs(rows) do
      for owner, method in cell:gmatch "`(%w+)[.:]([%w_]+)%(" do
        local object = ({seccomp = seccomp, f = filter,
          p = filter:program(), a = seccomp.action "errno"})[owner]
        if object then
          assert.equal("function", type(object[method]),
            name .. ": " .. owner .. "." .. method)
        end
      end
    end
  end)
end)
