---@meta _

-- SPDX-License-Identifier: MIT

-- Processes.

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
