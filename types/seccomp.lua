---@meta seccomp

-- SPDX-License-Identifier: MIT

-- Types of `require "seccomp"` for lua-language-server (LuaCATS). Nothing here
-- runs. spec/types_spec.lua compares every name with the loaded module.

---@alias seccomp.Arch
---| "x86" | "amd64" | "x32"
---| "arm" | "arm64"
---| "mips" | "mips64" | "mips64n32"
---| "mipsel" | "mipsel64" | "mipsel64n32"
---| "ppc" | "ppc64" | "ppc64le"
---| "s390" | "s390x"
---| "parisc" | "parisc64"
---| "riscv64" | "loongarch64" | "m68k" | "sh" | "sheb"

---A canonical name, or another spelling: "x86-64", "aarch64", "native",
---"SCMP_ARCH_X86_64", in any letter case.
---@alias seccomp.ArchName seccomp.Arch | "native" | string

---@alias seccomp.ActionName
---| "allow" | "log" | "notify" | "trap" | "trace" | "errno"
---| "kill_thread" | "kill_process"

---An action, or its spec: "allow", "errno(EACCES)", "trace(7)".
---@alias seccomp.ActionSpec seccomp.Action | seccomp.ActionName | "kill" | string

---@alias seccomp.Operator
---| "!=" | "<" | "<=" | "==" | ">=" | ">" | "masked_eq"

---64 bits: an integer taken bit for bit, a decimal string, or an integral float
---below 2^63.
---@alias seccomp.Datum integer | string | number

---An errno: its name ("EACCES") or number.
---@alias seccomp.Errno string | integer

---An open file or a file descriptor.
---@alias seccomp.Target file* | integer

---A name, or a number of the native arch.
---@alias seccomp.Syscall string | integer

---What every failure raises.
---@class seccomp.Error
---@field op string the function that failed: "add_rule"
---@field code string "EINVAL"
---@field errno integer? 22; nil where the code is not an errno
---@field message string what went wrong and what to do
---@field required seccomp.Level? what would be needed, when too old
---@field current seccomp.Level? what is there, when too old
---@field witness seccomp.Witness? of a refuted proof
---@field offset integer? the instruction at fault in a program

---@class seccomp.Level
---@field version string "2.6.0"
---@field api integer? API level

---@class seccomp.Features
---@field actions table<seccomp.ActionName|integer, boolean|string>
---@field flags table<string|integer, boolean|string>
---@field notify table<string|integer, boolean|string>
---@field arches table<seccomp.Arch|integer, boolean|string>

---@class seccomp
---@field _VERSION string "lua-seccomp X.Y.Z"
---@field error table the metatable of error objects
local seccomp = {}

---The version of the libseccomp in use.
---@return integer major
---@return integer minor
---@return integer micro
function seccomp.library_version() end

---@return integer level
function seccomp.api() end

---@param level integer from 1
function seccomp.set_api(level) end

---What this kernel and libseccomp can do together.
---@return seccomp.Features
function seccomp.features() end

---@return seccomp.Arch
function seccomp.native_arch() end

---The canonical name of an arch, or nil and a message.
---@param name seccomp.ArchName
---@return seccomp.Arch? arch
---@return string? message
function seccomp.arch(name) end

---The arches this libseccomp supports.
---@return seccomp.Arch[]
function seccomp.arches() end

---libseccomp's number, negative for a pseudo syscall; or nil and a message.
---@param name string
---@param arch? seccomp.ArchName
---@return integer? number
---@return string? message
function seccomp.syscall_number(name, arch) end

---@param number integer
---@param arch? seccomp.ArchName
---@return string? name
---@return string? message
function seccomp.syscall_name(number, arch) end

---What one place of a call's arguments has.
---@class seccomp.Argument
---@field name string the manual's where it has one
---@field aliases string[] the kernel's
---@field type string the kernel's C type
---@field width 16|32|64 the bits that the kernel's entry reads
---@field signed boolean
---@field pointer boolean
---@field constants? string the family of constants that it takes
---@field hidden boolean beyond arg5, where no filter sees it

---@param syscall string
---@param arch? seccomp.ArchName
---@return seccomp.Argument[]? # nil when the arch has no such syscall
---@return string? message
function seccomp.signature(syscall, arch) end

---@param name string
---@param arch? seccomp.ArchName
---@return integer? # nil when the arch has no such constant
---@return string? message
function seccomp.constant(name, arch) end

---@param spec seccomp.ActionSpec
---@param code? seccomp.Errno
---@return seccomp.Action
function seccomp.action(spec, code) end

---@param arg integer 0 to 5
---@param op seccomp.Operator
---@param datum_a seccomp.Datum for masked_eq the mask
---@param datum_b? seccomp.Datum for masked_eq the value, 0 when left out
---@return seccomp.Condition
---@overload fun(condition: seccomp.ConditionTable): seccomp.Condition
function seccomp.condition(arg, op, datum_a, datum_b) end

---@param default_action seccomp.ActionSpec
---@param options? seccomp.FilterOptions
---@return seccomp.Filter
function seccomp.filter(default_action, options) end

---Compiled BPF, checked as the kernel would.
---@param bytes string
---@param options? { endian: "little"|"big" }
---@return seccomp.Program
function seccomp.program(bytes, options) end

---What the kernel does where all of these are installed; oldest first.
---@param programs seccomp.ProgramLike[]
---@return seccomp.Stack
function seccomp.stack(programs) end

---Wraps a listener descriptor received from elsewhere.
---@param fd integer
---@return seccomp.Listener
function seccomp.listener(fd) end

---Starts a program, under a filter if there is one.
---@param argv string[]
---@param options? seccomp.SpawnOptions
---@return seccomp.Process
function seccomp.spawn(argv, options) end

---Immutable; equal by value; tostring is a spec that parses back.
---@class seccomp.Action
---@field name seccomp.ActionName
---@field code integer? of errno and trace, and of a trap that has one
local Action = {}

---@param code seccomp.Errno
---@return seccomp.Action
function Action:with_code(code) end

---Immutable; equal by value.
---@class seccomp.Condition
---@field arg integer 0 to 5
---@field op seccomp.Operator
---@field datum_a integer
---@field datum_b integer? of masked_eq
---@field width 16|32|64
---@field raw boolean
local Condition = {}

---@class seccomp.ConditionTable
---@field arg integer 0 to 5
---@field op seccomp.Operator
---@field value seccomp.Datum
---@field mask? seccomp.Datum for masked_eq
---@field width? 16|32|64
---@field raw? boolean about the word that the kernel shows; policies only

---A condition, a table by name, or `{arg, op, datum_a [, datum_b]}`.
---@alias seccomp.ConditionLike
---| seccomp.Condition
---| seccomp.ConditionTable
---| [integer, seccomp.Operator, seccomp.Datum, seccomp.Datum?]

---A condition of a rule that names an argument, or constants.
---@class seccomp.NamedTable
---@field arg integer|string 0 to 5, or its name
---@field op seccomp.Operator
---@field value seccomp.Datum|seccomp.Datum[] constants too, `|` between flags
---@field mask? seccomp.Datum for masked_eq
---@field width? 16|32|64
---@field raw? boolean

---The values of a rule's condition, of which any may match: a rule for each.
---@class seccomp.ValuesTable
---@field arg integer 0 to 5
---@field op "=="|"eq"|"masked_eq"
---@field value seccomp.Datum[]
---@field mask? seccomp.Datum for masked_eq
---@field width? 16|32|64
---@field raw? boolean about the word that the kernel shows; policies only

---A condition of a rule, which may have a list of values with `==` and
---`masked_eq`, and names.
---@alias seccomp.RuleCondition
---| seccomp.ConditionLike
---| seccomp.ValuesTable
---| seccomp.NamedTable
---| [integer|string, seccomp.Operator, seccomp.Datum|seccomp.Datum[] ]
---| [string, "masked_eq", seccomp.Datum, seccomp.Datum|seccomp.Datum[] ]
---| [integer, "masked_eq", seccomp.Datum, seccomp.Datum[] ]

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

---@class seccomp.Call
---@field syscall string|integer
---@field arch? seccomp.ArchName|integer
---@field arg0? seccomp.Datum
---@field arg1? seccomp.Datum
---@field arg2? seccomp.Datum
---@field arg3? seccomp.Datum
---@field arg4? seccomp.Datum
---@field arg5? seccomp.Datum
---@field ip? seccomp.Datum

---A call that was simulated, with what came of it.
---@class seccomp.Witness: seccomp.Call
---@field left? seccomp.Action of diff and permits_at_most
---@field right? seccomp.Action
---@field actual? seccomp.Action of verify
---@field expected? seccomp.Action

---@class seccomp.LoadOptions
---@field no_new_privs? boolean true when left out
---@field tsync? boolean true unless listener
---@field log? boolean
---@field ssb? boolean
---@field wait_kill? boolean
---@field listener? boolean

---Compiled BPF. `#p` is the number of instructions; equal by value.
---@class seccomp.Program
---@field endian "little"|"big"
local Program = {}

---@return string
function Program:bytes() end

---@param target seccomp.Target
---@return seccomp.Program
function Program:export(target) end

---What the program answers to a call, and how many instructions ran.
---@param syscall string|integer
---@param ... seccomp.Datum arg0 to arg5
---@return seccomp.Action action
---@return integer instructions
---@overload fun(self: seccomp.Program, call: seccomp.Call): seccomp.Action, integer
function Program:simulate(syscall, ...) end

---@return string
function Program:disassemble() end

---@param options? seccomp.LoadOptions
---@return seccomp.Program|seccomp.Listener
function Program:load(options) end

---Calls on which two programs differ; none when they agree on every input.
---@param other seccomp.ProgramLike
---@param options? { limit?: integer, budget?: number }
---@return seccomp.Witness[]
function Program:diff(other, options) end

---Whether this program is nowhere more permissive than the other.
---@param other seccomp.ProgramLike
---@param options? { budget?: number }
---@return boolean
---@return seccomp.Witness? witness
function Program:permits_at_most(other, options) end

---What it does, as ordered rules, proven.
---@param options? seccomp.PolicyOfOptions
---@return seccomp.Policy
function Program:policy(options) end

---All differences, each in one group.
---@param other seccomp.ProgramLike
---@param options? seccomp.CompareOptions
---@return seccomp.Comparison
function Program:compare(other, options) end

---What is, or comes to, a Program: a Filter or Policy is compiled.
---@alias seccomp.ProgramLike seccomp.Program|seccomp.Stack|seccomp.Filter|seccomp.Policy

---Programs of one process, oldest first; `#s`, `s[i]`; equal by value.
---@class seccomp.Stack
---@field endian "little"|"big"
---@field [integer] seccomp.Program
local Stack = {}

---What the programs answer to a call together, and how many instructions ran.
---@param syscall string|integer
---@param ... seccomp.Datum arg0 to arg5
---@return seccomp.Action action
---@return integer instructions
---@overload fun(self: seccomp.Stack, call: seccomp.Call): seccomp.Action, integer
function Stack:simulate(syscall, ...) end

---Calls on which they differ from others; none when they agree on every input.
---@param other seccomp.ProgramLike
---@param options? { limit?: integer, budget?: number }
---@return seccomp.Witness[]
function Stack:diff(other, options) end

---Whether they are nowhere more permissive than the other.
---@param other seccomp.ProgramLike
---@param options? { budget?: number }
---@return boolean
---@return seccomp.Witness? witness
function Stack:permits_at_most(other, options) end

---What they do together, as ordered rules, proven.
---@param options? seccomp.PolicyOfOptions
---@return seccomp.Policy
function Stack:policy(options) end

---All differences, each in one group.
---@param other seccomp.ProgramLike
---@param options? seccomp.CompareOptions
---@return seccomp.Comparison
function Stack:compare(other, options) end

---@class seccomp.BudgetOptions
---@field budget? number seconds of CPU, 5 when left out

---@class seccomp.PolicyOfOptions: seccomp.BudgetOptions
---@field groups? boolean groups in place of names

---@class seccomp.CompareOptions: seccomp.BudgetOptions
---@field limit? integer most groups; all when left out
---@field on? seccomp.ArchName the differences on that arch alone

---Calls that get something else on either side.
---@class seccomp.Difference
---@field arches string[] names; {"other"} for those that neither side lists
---@field syscalls (string|integer[])[] names, and {first, last} numbers
---@field when? seccomp.ConditionLike[][] alternatives; nil: every call
---@field left seccomp.Action
---@field right seccomp.Action
---@field change "looser"|"stricter"|"other"
---@field witness seccomp.Witness

---Prints as the command prints it.
---@class seccomp.Comparison
---@field verdict "equal"|"stricter"|"looser"|"different" of the second
---@field complete boolean false where limit left some out
---@field left_out? integer how many groups then
---@field groups seccomp.Difference[]

---What a policy is for.
---@alias seccomp.ProgramKind "cli"|"container"|"daemon"|"lua"

---What is likely not meant in it, as `Policy:lint` tells, without `rule`.
---@param options? { ignore: string[]?, budget: number?, program: seccomp.ProgramKind? }
---@return seccomp.Finding[]
function Program:lint(options) end

---@class seccomp.Answer
---@field value? seccomp.Datum
---@field error? seccomp.Errno
---@field continue? boolean

---Receives the calls that a filter holds up.
---@class seccomp.Listener
local Listener = {}

---`nil, "timeout"`, or `nil, "closed"` once no process uses the filter.
---@param timeout? number seconds
---@return seccomp.Request? request
---@return ("timeout"|"closed")? why
function Listener:receive(timeout) end

---@return integer
function Listener:fd() end

function Listener:close() end

---@param id integer
---@return boolean
function Listener:is_valid(id) end

---@param id integer
---@param answer seccomp.Answer
---@return boolean answered
---@return "gone"? why
function Listener:respond(id, answer) end

---For cqueues.
---@return integer?
function Listener:pollfd() end

---For cqueues.
---@return "r"
function Listener:events() end

---For cqueues.
---@return number?
function Listener:timeout() end

---One call that waits for an answer.
---@class seccomp.Request
---@field id integer
---@field pid integer
---@field flags integer
---@field syscall string? nil when unknown
---@field number integer
---@field arch seccomp.Arch|integer an integer when unknown
---@field ip integer
---@field arg0 integer
---@field arg1 integer
---@field arg2 integer
---@field arg3 integer
---@field arg4 integer
---@field arg5 integer
---@field answered boolean
local Request = {}

---Lets the call go on. No permission check once memory was looked at: it may
---have changed by the time the kernel reads it again.
---@return boolean answered
---@return "gone"? why
function Request:continue() end

---@param value seccomp.Datum
---@return boolean answered
---@return "gone"? why
function Request:reply(value) end

---@param errno seccomp.Errno
---@return boolean answered
---@return "gone"? why
function Request:fail(errno) end

---@return boolean
function Request:is_valid() end

---An argument by its name, as what it is.
---@param name string
---@return integer
function Request:arg(name) end

---The absolute path that an argument means just now, as the calling thread sees
---it: no symbolic link resolved, nothing to decide by before continuing.
---@param argument string|integer its name, or from 0
---@return string
function Request:path(argument) end

---@param address integer
---@param n integer
---@return string
function Request:read(address, n) end

---@param address integer
---@param max? integer 4096
---@return string
function Request:read_string(address, max) end

---@param address integer
---@param bytes string
---@return seccomp.Request
function Request:write(address, bytes) end

---Gives the waiting process a descriptor; returns its number there.
---@param file seccomp.Target
---@param options? { at?: integer, cloexec?: boolean, reply?: boolean, close?: boolean }
---@return integer|false number
---@return "gone"? why
function Request:add_fd(file, options) end

---@class seccomp.SpawnOptions
---@field filter? seccomp.Filter|seccomp.Program|seccomp.Policy
---@field listener? boolean needed for a filter that notifies
---@field bypass? boolean as for Filter:load
---@field env? table<string, string>
---@field cwd? string
---@field stdin? seccomp.Target|"null"|"pipe"
---@field stdout? seccomp.Target|"null"|"pipe"
---@field stderr? seccomp.Target|"null"|"pipe"
---@field limits? seccomp.Limits set before the filter
---@field die_with_parent? boolean SIGKILL when the thread that started it ends
---@field foreground? boolean signals to us are passed on to it
---@field wait_kill? boolean for a listener: signals do not interrupt

---@class seccomp.Limits
---@field cpu? integer|"unlimited" seconds of CPU
---@field memory? integer|"unlimited" bytes of address space
---@field size? integer|"unlimited" bytes of a file that it writes
---@field files? integer|"unlimited" descriptors
---@field processes? integer|"unlimited" of its user; root is not bound by it
---@field core? integer|"unlimited" bytes of a core file

---@class seccomp.Usage
---@field user number seconds of CPU
---@field system number seconds of CPU in the kernel
---@field maxrss integer bytes

---@class seccomp.Exit
---@field exited integer? exit status
---@field signaled string? "SIGSYS"
---@field exec_error string? "ENOENT", with a listener
---@field usage seccomp.Usage not among what pairs() gives

---@class seccomp.Process
---@field pid integer
---@field listener seccomp.Listener? where asked for
---@field stdin file*? our end of a pipe, where asked for
---@field stdout file*? our end of a pipe, where asked for
---@field stderr file*? our end of a pipe, where asked for
local Process = {}

---@param timeout? number seconds
---@return seccomp.Exit? how
---@return "timeout"? why
function Process:wait(timeout) end

---@param signal? string|integer SIGTERM
---@return boolean sent
---@return "gone"? why
function Process:kill(signal) end

---For cqueues; readable once the process has ended.
---@return integer?
function Process:pollfd() end

---For cqueues.
---@return "r"
function Process:events() end

---For cqueues.
---@return number?
function Process:timeout() end

return seccomp
