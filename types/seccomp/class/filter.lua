---@meta _

-- SPDX-License-Identifier: MIT

-- Filters, and what they are made with.

---@class seccomp.FilterAttributes
---@field bad_arch_action? seccomp.ActionSpec for calls of other arches
---@field no_new_privs? boolean
---@field tsync? boolean
---@field log? boolean
---@field ssb? boolean
---@field optimize? 1|2
---@field raw_rc? boolean
---@field tskip? boolean
---@field wait_kill? boolean

---@class seccomp.FilterOptions: seccomp.FilterAttributes
---@field arches? seccomp.ArchName[] exactly these

---@class seccomp.Rule
---@field syscall seccomp.Syscall
---@field action seccomp.Action
---@field conditions seccomp.Condition[]
---@field arches seccomp.Arch[]
---@field exact boolean

---@class seccomp.Filter
local Filter = {}

---False after release, merging away and closing; never raises.
---@return boolean
function Filter:is_valid() end

function Filter:release() end

---Seals the filter for good against every change.
---@return seccomp.Filter
function Filter:lock() end

---@return boolean
function Filter:is_locked() end

---@param default_action seccomp.ActionSpec
---@return seccomp.Filter
function Filter:reset(default_action) end

---The source becomes invalid on success and stays as it was on failure.
---@param source seccomp.Filter
---@return seccomp.Filter
function Filter:merge(source) end

---@param arch seccomp.ArchName
---@return seccomp.Filter
function Filter:add_arch(arch) end

---@param arch seccomp.ArchName
---@return seccomp.Filter
function Filter:remove_arch(arch) end

---@param arch seccomp.ArchName
---@return boolean
function Filter:has_arch(arch) end

---@return seccomp.Arch[]
function Filter:arches() end

---@param name string an attribute, or "default_action"
---@return seccomp.Action|boolean|integer
function Filter:get(name) end

---@param name string
---@param value seccomp.ActionSpec|boolean|integer
---@return seccomp.Filter
---@overload fun(self: seccomp.Filter, attributes: seccomp.FilterAttributes): seccomp.Filter
function Filter:set(name, value) end

---@param syscall seccomp.Syscall
---@param priority integer 0 to 255, higher is sooner
---@return seccomp.Filter
function Filter:set_priority(syscall, priority) end

---All conditions must hold. A list of syscalls is added all or none.
---@param syscall seccomp.Syscall|seccomp.Syscall[]
---@param action seccomp.ActionSpec
---@param ... seccomp.RuleCondition
---@return seccomp.Filter
function Filter:add_rule(syscall, action, ...) end

---Fails rather than adapt the rule to an arch.
---@param syscall seccomp.Syscall|seccomp.Syscall[]
---@param action seccomp.ActionSpec
---@param ... seccomp.RuleCondition
---@return seccomp.Filter
function Filter:add_rule_exact(syscall, action, ...) end

---Many rules, all or none; each is a list of what `add_rule` takes:
---`{syscall, action, condition…}`.
---@param rules any[][]
---@return seccomp.Filter
function Filter:add_rules(rules) end

---@return seccomp.Rule[]
function Filter:rules() end

---@return string text
---@overload fun(self: seccomp.Filter, target: seccomp.Target): seccomp.Filter
function Filter:export_pfc() end

---@return string bytes
---@overload fun(self: seccomp.Filter, target: seccomp.Target): seccomp.Filter
function Filter:export_bpf() end

---libseccomp 2.6.
---@return seccomp.Filter
function Filter:precompute() end

---libseccomp 2.6. Where `fn` raises, nothing of it is left.
---@param fn fun(filter: seccomp.Filter)
---@return seccomp.Filter
function Filter:transaction(fn) end

---Installs the filter; no way back. Raises with `witness` and `rules` where a
---rule is bypassed by bits that the kernel does not read, without `bypass`.
---@param options? { bypass?: boolean }
---@return seccomp.Filter
function Filter:load(options) end

---@class seccomp.VerifyNote
---@field id "sister-abi" numbers of mips' other ABIs get the default
---@field severity "note"
---@field arch seccomp.Arch
---@field message string
---@field witness seccomp.Witness

---Proves the compiled program against the rules, or raises with `witness`.
---@param options? { budget?: number, strict?: boolean }
---@return seccomp.Filter
---@return seccomp.Witness[] overlaps calls on which matching rules disagree
---@return seccomp.VerifyNote[] notes on what holds and had better be known
function Filter:verify(options) end

---Of a loaded filter that uses `notify`.
---@return seccomp.Listener
function Filter:listener() end

---@return seccomp.Program
function Filter:program() end

---What was compiled, as ordered rules, proven.
---@param options? seccomp.PolicyOfOptions
---@return seccomp.Policy
function Filter:policy(options) end

---All differences, each in one group.
---@param other seccomp.ProgramLike
---@param options? seccomp.CompareOptions
---@return seccomp.Comparison
function Filter:compare(other, options) end
