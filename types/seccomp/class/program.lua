---@meta _

-- SPDX-License-Identifier: MIT

-- Programs and Stacks, and what comparing them says.

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
