---@meta seccomp.explain

-- SPDX-License-Identifier: MIT

---@class seccomp.ExplainOptions
---@field policy seccomp.Policy|seccomp.Program|seccomp.Filter
---@field complain? boolean let refused calls through
---@field by? "ptrace"|"notify" the first that can be had when left out
---@field on_call? fun(call: seccomp.ExplainedCall, line: fun(paint?: fun(text: string, style: string): string): string) gets each new entry at once
---@field env? table<string, string>
---@field cwd? string
---@field stdin? seccomp.Target|"null"
---@field stdout? seccomp.Target|"null"
---@field stderr? seccomp.Target|"null"
---@field foreground? boolean

---Calls with one reason: what rules compare is the same in all of them.
---@class seccomp.ExplainedCall
---@field arch string|integer
---@field syscall string?
---@field number integer
---@field arg0 integer of the first
---@field arg1 integer
---@field arg2 integer
---@field arg3 integer
---@field arg4 integer
---@field arg5 integer
---@field action seccomp.Action
---@field outcome "refused"|"killed"|"logged"|"let through"
---@field rule integer? the rule that decides
---@field by "rule"|"default"|"unknown"|"bad_arch"|nil
---@field count integer
---@field pids integer[]
---@field more_pids boolean? there were others
---@field path string?
---@field paths string[]? of calls that take paths
---@field more_paths boolean? there were others
---@field others boolean? of calls with other arguments as well, too many to list
---@field near seccomp.NearRule[] the other rules that name it

---@class seccomp.Report
---@field calls seccomp.ExplainedCall[]
---@field left_out integer? refused calls of numbers that were too many to list
---@field command string[]
---@field exited integer?
---@field signaled string?
---@field exec_error string? the policy refuses its start
---@field policy seccomp.Policy?
---@field by "ptrace"|"notify"
---@field fallback string?
---@field ended boolean?
local Report = {}

---To stand in front of the policy's own rules.
---@param options? { tightness?: "names"|"arguments" }
---@return seccomp.PolicyRule[]
---@return string[] notes
function Report:rules(options) end

---As a recording of these calls alone.
---@param path string
---@return seccomp.Report
function Report:save(path) end

---@class seccomp.explain
---@overload fun(argv: string[], options: seccomp.ExplainOptions): seccomp.Report
local explain = {}

---@param argv string[]
---@param options seccomp.ExplainOptions
---@return seccomp.Report
function explain.explain(argv, options) end

return explain
