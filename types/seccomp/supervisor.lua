---@meta seccomp.supervisor

-- SPDX-License-Identifier: MIT

---What a call gets: "continue", an errno, a table, or a function of the Request
---that answers, returns one of these, nothing, or "later".
---@alias seccomp.supervisor.Answer
---| "continue"
---| seccomp.Errno
---| seccomp.Answer
---| fun(request: seccomp.Request): ("continue"|"later"|seccomp.Errno|seccomp.Answer|nil)

---@class seccomp.supervisor.Options
---@field default seccomp.supervisor.Answer for calls that no handler answers
---@field on? table<seccomp.Syscall, seccomp.supervisor.Answer>
---@field on_error? fun(err: any, request: seccomp.Request, traceback: string)

---@class seccomp.supervisor.RunOptions: seccomp.supervisor.Options, seccomp.SpawnOptions

---@class seccomp.supervisor
local supervisor = {}

---@param source seccomp.Listener|seccomp.Process
---@param options seccomp.supervisor.Options
---@return seccomp.Supervisor
function supervisor.new(source, options) end

---`new` and `run` in one.
---@param source seccomp.Listener|seccomp.Process
---@param options seccomp.supervisor.Options
---@return seccomp.Exit|boolean
function supervisor.serve(source, options) end

---Starts a program and serves it to the end.
---@param argv string[]
---@param options seccomp.supervisor.RunOptions
---@return seccomp.Exit
function supervisor.run(argv, options) end

---Opens a file in a directory or below it, and nowhere else.
---@param directory string|integer|file* a path, or an open descriptor
---@param path string relative to it
---@param flags? integer|string "O_RDONLY"; names joined by |
---@param mode? integer of a file that is created
---@return integer fd
function supervisor.open_beneath(directory, path, flags, mode) end

---@param fd integer
function supervisor.close(fd) end

---@class seccomp.Supervisor
local Supervisor = {}

---@param request seccomp.Request
---@return seccomp.Supervisor
function Supervisor:handle(request) end

---@param timeout? number seconds
---@return boolean? served
---@return ("timeout"|"closed")? why
function Supervisor:step(timeout) end

---@return seccomp.Exit|boolean
function Supervisor:run() end

---@return seccomp.Supervisor
function Supervisor:stop() end

---For cqueues.
---@return integer?
function Supervisor:pollfd() end

---For cqueues.
---@return "r"
function Supervisor:events() end

---For cqueues.
---@return number?
function Supervisor:timeout() end

return supervisor
