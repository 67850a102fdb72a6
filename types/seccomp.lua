---@meta seccomp

-- SPDX-License-Identifier: MIT

-- Types of `require "seccomp"` for lua-language-server (LuaCATS); its classes are
-- in seccomp/class/, which nothing can require. Nothing here runs.
-- spec/types_spec.lua compares every name with the loaded module.

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

return seccomp
