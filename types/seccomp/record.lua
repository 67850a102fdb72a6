---@meta seccomp.record

-- SPDX-License-Identifier: MIT

---@class seccomp.RecordOptions
---@field progress? boolean a line on standard error; on a terminal when left out
---@field env? table<string, string>
---@field cwd? string
---@field stdin? seccomp.Target|"null"
---@field stdout? seccomp.Target|"null"
---@field stderr? seccomp.Target|"null"
---@field foreground? boolean
---@field by? "ptrace"|"notify" the first that can be had when left out
---@field timeout? number seconds, for a Listener

---@class seccomp.RecordPolicyOptions
---@field tightness? "names"|"arguments"
---@field default? seccomp.ActionSpec
---@field unknown? seccomp.ActionSpec
---@field bad_arch? seccomp.ActionSpec
---@field base? boolean the calls that every process may come to need
---@field launcher? boolean the execve that starts the program

---@class seccomp.RecordedCall
---@field arch string
---@field number integer
---@field syscall string?
---@field count integer
---@field runs integer in how many runs it was seen
---@field arguments { arg: integer, width: 32|64 }[]? those that are flags or numbers
---@field seen { values: integer[], count: integer, runs: integer }[]?
---@field processes { process: integer, count: integer, seen: table[]? }[]? places in the recording's processes

---@class seccomp.RecordedProcess
---@field run integer
---@field pid integer?
---@field program string? as the kernel names it
---@field parent integer? the place of who started it, or of what it was before its execve
---@field executed boolean? whether it began with an execve

---@class seccomp.RecordLoadOptions
---@field arch? string that of a log of strace

---@class seccomp.RecordOnlyOptions
---@field pid? integer|integer[]
---@field program? string|string[]
---@field launcher? boolean

---@class seccomp.RecordRulesOptions
---@field tightness? "names"|"arguments"
---@field launcher? boolean

---@class seccomp.Recording
---@field runs integer
---@field command string[]?
---@field status seccomp.Exit? what became of the command
---@field calls seccomp.RecordedCall[]
---@field launcher seccomp.RecordedCall[] what started the command
---@field by "ptrace"|"notify"|"strace"|"audit"|nil how the calls were seen
---@field processes seccomp.RecordedProcess[]? each from one execve to the next
---@field notes string[]? what of a log could not be read
---@field fallback string? why not by ptrace, where nobody asked for that
---@field interrupted integer? calls known to have been cut short by signals
---@field ended boolean? processes that outlived the command were ended
local Recording = {}

---@param other seccomp.Recording
---@return seccomp.Recording
function Recording:merge(other) end

---@param ... seccomp.Recording
---@return seccomp.Recording
function Recording:join(...) end

---@param options seccomp.RecordOnlyOptions
---@return seccomp.Recording
function Recording:only(options) end

---@param what "execve"
---@return seccomp.Recording
function Recording:since(what) end

---@param options? seccomp.RecordRulesOptions
---@return seccomp.Rule[]
---@return seccomp.Finding[]
function Recording:rules(options) end

---@param path string
---@return seccomp.Recording
function Recording:save(path) end

---@return { runs: integer, command: string[]?, by: string?, interrupted: integer?, processes: seccomp.RecordedProcess[], calls: seccomp.RecordedCall[], launcher: seccomp.RecordedCall[] }
function Recording:summary() end

---@param options? seccomp.RecordPolicyOptions
---@return seccomp.Policy
---@return seccomp.Finding[]
function Recording:policy(options) end

---@class seccomp.record
local record = {}

---@param source string[]|seccomp.Listener a command, or a filter's listener
---@param options? seccomp.RecordOptions
---@return seccomp.Recording
function record.record(source, options) end

---@param path string
---@param options? seccomp.RecordLoadOptions
---@return seccomp.Recording
function record.load(path, options) end

---@param text string
---@param name? string what messages call it
---@param options? seccomp.RecordLoadOptions
---@return seccomp.Recording
function record.parse(text, name, options) end

return record
