-- SPDX-License-Identifier: MIT
-- What lint takes for known, held against the kernel's tables, systemd's groups
-- of calls and other tables of ours; what nobody else has stands a second time.
local calls = require "seccomp.kernel.calls"
local consumers = require "seccomp.oci.consumers"
local groups = require "seccomp.groups"
local knowledge = require "seccomp.lint.knowledge"
local linting = require "spec.linting"
local programs = require "seccomp.lint.programs"
local record = require "seccomp.record"
local recovery = require "seccomp.core.recovery"
local seccomp = require "seccomp"
local startup = require "seccomp.oci.startup"
local support = require "spec.support"

local function words(text)
  local list = {}
  for word in text:gmatch "%S+" do list[#list + 1] = word end
  table.sort(list)
  return list
end

local function keys(set)
  local list = {}
  for key in pairs(set) do list[#list + 1] = key end
  table.sort(list)
  return list
end

describe("lint knows", function()
  it("the arches of a machine as profiles do", function()
    local machine = {}
    for i, arches in ipairs(knowledge.machines) do
      for _, arch in ipairs(arches) do
        assert.is_nil(machine[arch])
        machine[arch] = i
      end
    end
    for _, a in ipairs(recovery.arches()) do
      for _, b in ipairs(recovery.arches()) do
        local same = consumers.own_arch(a.name) == consumers.own_arch(b.name)
        if same and a.name ~= b.name then
          assert.is_truthy(machine[a.name], a.name)
          assert.equal(machine[a.name], machine[b.name], a.name)
        elseif not same then
          assert.is_true(machine[a.name] == nil or machine[a.name] ~=
            machine[b.name], a.name .. " " .. b.name)
        end
      end
    end
  end)

  it("the calls for thread pointers where there are such", function()
    -- on these it is done otherwise, though the call is there
    local except = {arch_prctl = {x86 = true}, set_thread_area = {amd64 = true}}
    local seen = 0
    for _, step in ipairs(knowledge.starting) do
      local name = step.names[1]
      if step.arches and name ~= "pread64" then
        seen = seen + 1
        for _, arch in ipairs(recovery.arches()) do
          local ok, number = pcall(calls.own_number, name, arch.name)
          if ok then
            local its = number ~= nil and not (except[name] or {})[arch.name]
            -- libseccomp may not know m68k
            assert.equal(its or nil, step.arches[arch.name], name)
          end
        end
      end
    end
    assert.equal(3, seen)
  end)

  it("which steps of a start another libc has, and which end a program",
  function()
    local glibc, killed, all = {}, {}, {}
    for _, step in ipairs(knowledge.starting) do
      local name = step.names[1]
      all[#all + 1] = table.concat(step.names, " ")
      if step.glibc then glibc[name] = true end
      if step.when_killed then killed[name] = true end
    end
    assert.same(words [[close pread64 access set_robust_list
      ugetrlimit|prlimit64 rseq]],
      keys(glibc))
    assert.same(words [[munmap brk set_tid_address access set_robust_list
      ugetrlimit|prlimit64 rseq]], keys(killed))
    assert.equal("openat open, read, newfstatat fstat fstatat64 fstat64 " ..
      "statx, mmap2|mmap, mprotect, arch_prctl, set_thread_area, set_tls, " ..
      "munmap, brk, set_tid_address, close, pread64, access faccessat, " ..
      "set_robust_list, ugetrlimit|prlimit64, rseq", table.concat(all, ", "))
  end)

  it("what a program has to map", function()
    local rule = {}
    for _, step in ipairs(knowledge.starting) do
      for _, choice in ipairs(step.names) do
        for name in choice:gmatch "[^|]+" do rule[#rule + 1] = name end
      end
    end
    for _, name in ipairs {"execve", "exit_group"} do rule[#rule + 1] = name end
    rule.action, rule.optional = "allow", true
    local function denied(call, c)
      return {rules = {{call, action = "errno(EPERM)", when = {c}}, rule}}
    end
    linting.lacks({rules = {rule}}, "cannot-start")
    linting.find(denied("mmap", {"prot", "masked_eq", "PROT_EXEC",
      "PROT_EXEC"}), "cannot-start")
    linting.find(denied("mmap", {"flags", "masked_eq", "MAP_PRIVATE",
      "MAP_PRIVATE"}), "cannot-start")
    linting.find(denied("mprotect", {"prot", "==", "PROT_READ"}),
      "cannot-start")
    linting.find(denied("arch_prctl", {"code", "==", "ARCH_SET_FS"}),
      "cannot-start")
    linting.lacks(denied("mmap", {"prot", "masked_eq", 7, 7}), "cannot-start")
  end)

  it("calls that reach far, as systemd groups them", function()
    local far, ours = {}, {}
    for _, group in ipairs(words [[@debug @keyring @module @mount @raw-io
      @reboot @swap @privileged @cpu-emulation @clock]]) do
      for _, call in ipairs(groups.expand(group)) do far[call] = true end
    end
    local others = {}
    for _, call in ipairs(knowledge.powerful) do
      ours[call] = true
      if not far[call] then others[#others + 1] = call end
    end
    assert.same(words "name_to_handle_at setns unshare", words(
      table.concat(others, " ")))
    -- what of the nearest groups is not: without the others it does nothing,
    -- it only looks, or it is of one machine
    local left = {}
    for _, group in ipairs(words "@keyring @module @mount @reboot @swap") do
      for _, call in ipairs(groups.expand(group)) do
        if not ours[call] then left[call] = true end
      end
    end
    assert.same(words [[create_module get_kernel_syms listmount
      query_module statmount umount]], keys(left))
    for _, call in ipairs(words [[acct bpf chroot ioperm iopl kcmp
      open_by_handle_at perf_event_open pidfd_getfd process_madvise
      process_vm_readv process_vm_writev ptrace quotactl userfaultfd]]) do
      assert.is_true(ours[call], call)
    end
    assert.equal(40, #knowledge.powerful)
  end)

  it("words of flags, and one that says nothing there", function()
    assert.same(words [[accept4 clone creat dup3 epoll_create1 eventfd2
      inotify_init1 memfd_create mmap mmap2 mount mremap open
      open_by_handle_at openat personality pipe2 renameat2 setns shmat
      signalfd4 socket socketpair
      timerfd_create umount2 unlinkat unshare userfaultfd]],
      keys(knowledge.flags))
    for name, its in pairs(knowledge.flags) do
      local arch = name == "mmap2" and "x86" or "amd64"
      local value = seccomp.constant(its.flag, arch)
      assert.equal(0, value & value - 1, name)
      local there = false
      for _, argument in ipairs(seccomp.signature(name, arch)) do
        there = there or argument.name == its.argument
      end
      assert.is_true(there, name)
    end
    assert.same({"mmap", "mmap2", "mprotect", "pkey_mprotect"},
      keys(knowledge.protection))
    assert.same({"socket", "socketpair"}, keys(knowledge.typed))
    assert.same({"uprobe", "uretprobe"}, keys(knowledge.exempt))
    assert.same(words "sendmsg recvmsg write read close ioctl poll",
      words(table.concat(knowledge.listening, " ")))
  end)

  -- measured, and changed by measuring alone: scripts/programs.lua and
  -- scripts/runtimes.lua
  it("what was measured", function()
    local sums = {}
    local function sum(name, text)
      local hash = 5381
      for _, word in ipairs(words(text)) do
        for byte in (word .. " "):gmatch "." do
          hash = hash * 33 + byte:byte() & 0xffffffff
        end
      end
      sums[#sums + 1] = ("%s %d %08x"):format(name, #words(text), hash)
    end
    for _, kind in ipairs(keys(programs)) do
      local facts = programs[kind]
      sum(("%s %d all"):format(kind, facts.measured), facts.all)
      sum(kind .. " often", facts.often)
    end
    for _, runtime in ipairs {"crun", "runc"} do
      local facts = startup[runtime]
      sum(("%s %s nnp"):format(runtime, facts.version), facts.no_new_privs)
      sum(runtime .. " privileged", facts.privileged)
    end
    assert.same({"cli 27 all 19 c47c8b3b", "cli often 5 815f549b",
      "daemon 4 all 31 d4a06a33", "daemon often 32 2e109c81",
      "lua 11 all 20 1bb717c1", "lua often 2 010dbe6b",
      "crun 1.8.1 nnp 2 64ad5c9b", "crun privileged 9 d581a7db",
      "runc 1.1.5 nnp 19 f48e4e59", "runc privileged 34 2767a67b"}, sums)
  end)

  it("what programs here make, too", function()
    if seccomp.native_arch() ~= "amd64" then
      return pending "measured on amd64"
    end
    for kind, argv in pairs {cli = {"cat", "/dev/null"},
      lua = {support.lua, "-e", "print(1)"}} do
      local made = {exit_group = true}
      local recording = record.record(argv, {stdout = "null",
        stderr = "null"})
      for _, list in ipairs {recording.calls, recording.launcher} do
        for _, call in ipairs(list) do made[call.syscall] = true end
      end
      for _, choice in ipairs(words(programs[kind].all)) do
        local any = false
        for name in choice:gmatch "[^|]+" do any = any or made[name] end
        -- the C library takes one of the two
        if choice:find "fstat" then any = made.fstat or made.newfstatat end
        assert.is_true(any, kind .. " " .. choice)
      end
    end
  end)
end)
