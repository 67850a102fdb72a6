---@meta seccomp.attached

-- SPDX-License-Identifier: MIT

--- Names in a list, and each as a key that is true.
---@alias seccomp.FlagSet table<integer|string, string|true>

---@class seccomp.AttachedOptions
---@field threads? boolean false: the other threads of the process are not looked at
---@field timeout? number seconds in which all have to be read (5)

---@class seccomp.CaptureOptions
---@field env? table<string, string>
---@field cwd? string
---@field stdin? seccomp.Target|"null"
---@field stdout? seccomp.Target|"null"
---@field stderr? seccomp.Target|"null"
---@field foreground? boolean
---@field detach? boolean end with the command; what it left behind goes on

---@class seccomp.AttachedThread
---@field tid integer
---@field name string? any bytes
---@field mode "none"|"filter"
---@field stack seccomp.Stack
---@field flags seccomp.FlagSet[]? a set for each program; nil before Linux 4.16

---@class seccomp.Attached
---@field pid integer
---@field tid integer the thread asked for
---@field name string? any bytes
---@field mode "none"|"filter"
---@field flags seccomp.FlagSet[]? a set for each program; nil before Linux 4.16
---@field no_new_privs boolean?
---@field agree boolean? whether all threads have the same
---@field threads seccomp.AttachedThread[]?

---@class seccomp.AttachedProcess
---@field pid integer
---@field name string any bytes
---@field mode "none"|"strict"|"filter" of the first thread
---@field filters integer? nil before Linux 5.9
---@field no_new_privs boolean?
---@field threads integer
---@field agree boolean whether all threads are like the first
---@field listeners integer? nil where that is not permitted to know

---@class seccomp.Captured
---@field program seccomp.Program?
---@field pid integer of the process
---@field tid integer of the thread
---@field name string any bytes
---@field flags seccomp.FlagSet
---@field by "seccomp"|"prctl"
---@field unread string? an errno: why there is no program
---@field raced boolean? the memory changed during the call
---@field errno string? of one that failed, where the kernel gave one
---@field mode "strict"? of one that failed

---@class seccomp.CaptureResult
---@field status seccomp.Exit
---@field failed seccomp.Captured[]
---@field strict seccomp.Captured[]
---@field ended boolean? processes that outlived the command were ended

---@class seccomp.attached
local attached = {}

---@param pid integer of a process or a thread
---@param options? seccomp.AttachedOptions
---@return seccomp.Stack
---@return seccomp.Attached
function attached.of(pid, options) end

---@return seccomp.AttachedProcess[]
function attached.list() end

---@param argv string[]
---@param options? seccomp.CaptureOptions
---@return seccomp.Captured[]
---@return seccomp.CaptureResult
function attached.capture(argv, options) end

return attached
