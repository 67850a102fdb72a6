--- help() at the prompt: every public name with its form and one line.
-- A spec holds this table against the module and its documentation.

-- SPDX-License-Identifier: MIT
local M = {}

local seccomp = require "seccomp"
local errors = require "seccomp.error"
local kernel = require "seccomp.core.kernel"
local terminal = require "seccomp.cli.terminal"

local debug, utf8 = debug, utf8
local ipairs, pairs, rawget, require = ipairs, pairs, rawget, require
local type = type
local concat, sort = table.concat, table.sort

-- Each entry: how it is called, and what it does.
M.entries = {
  ["seccomp.filter"] = {"filter(default_action [, options]) -> Filter",
    "Make a filter; options: arches and attributes."},
  ["seccomp.program"] = {"program(bytes [, {endian=}]) -> Program",
    "Compiled BPF, checked as the kernel checks it."},
  ["seccomp.stack"] = {"stack{p, q, …} -> Stack",
    "What the kernel does where all are installed, oldest first."},
  ["seccomp.action"] = {"action(spec [, code]) -> Action",
    "allow log notify trap trace errno kill_thread kill_process."},
  ["seccomp.condition"] = {"condition(arg, op, datum_a [, datum_b])",
    "A test of one argument; also {arg=, op=, value=, mask=, width=, raw=}."},
  ["seccomp.listener"] = {"listener(fd) -> Listener",
    "Wrap a listener fd received from elsewhere."},
  ["seccomp.spawn"] = {"spawn(argv [, options]) -> Process",
    "Run a program under a filter, installed right before execve; options: " ..
    "filter listener env cwd stdin stdout stderr limits foreground " ..
    "die_with_parent wait_kill."},
  ["seccomp.syscall_number"] = {"syscall_number(name [, arch])",
    "libseccomp's number, or nil and a message."},
  ["seccomp.syscall_name"] = {"syscall_name(number [, arch])",
    "The name, or nil and a message."},
  ["seccomp.signature"] = {"signature(syscall [, arch])",
    "The call's arguments there: name, type, width, constants."},
  ["seccomp.constant"] = {"constant(name [, arch])",
    "The value of O_RDWR, AF_UNIX, TIOCSTI and so on there."},
  ["seccomp.arch"] = {"arch(name)", "The canonical name of an arch."},
  ["seccomp.arches"] = {"arches()", "The arches libseccomp supports."},
  ["seccomp.native_arch"] = {"native_arch()", "This machine's arch."},
  ["seccomp.features"] = {"features()",
    "What this kernel and libseccomp can do."},
  ["seccomp.api"] = {"api()", "The API level."},
  ["seccomp.set_api"] = {"set_api(level)", "Use another API level."},
  ["seccomp.library_version"] = {"library_version()",
    "libseccomp's version: three integers."},

  ["Action:with_code"] = {"a:with_code(code) -> Action",
    "The same action with another code (errno, trace)."},
  ["Action.name"] = {"a.name", "The action's name."},
  ["Action.code"] = {"a.code", "Its code, nil where it has none."},

  ["Condition.arg"] = {"c.arg", "Which argument, from 0."},
  ["Condition.op"] = {"c.op", "The operator."},
  ["Condition.datum_a"] = {"c.datum_a", "The value; masked_eq's mask."},
  ["Condition.datum_b"] = {"c.datum_b", "masked_eq's value."},
  ["Condition.width"] = {"c.width", "64, or 32 or 16 for the low bits only."},
  ["Condition.raw"] = {"c.raw", "About the word that the kernel shows."},

  ["Filter:add_rule"] = {"f:add_rule(syscall, action, conditions…)",
    "Calls for which all conditions hold get the action."},
  ["Filter:add_rule_exact"] = {"f:add_rule_exact(syscall, action, …)",
    "The same, but never adapted to an arch."},
  ["Filter:add_rules"] = {"f:add_rules{{syscall, action, conditions…}, …}",
    "Many at once, all or none."},
  ["Filter:rules"] = {"f:rules()", "What was added, in order."},
  ["Filter:set_priority"] = {"f:set_priority(syscall, 0…255)",
    "How soon a syscall is decided."},
  ["Filter:add_arch"] = {"f:add_arch(arch)", "Add an arch."},
  ["Filter:remove_arch"] = {"f:remove_arch(arch)",
    "Remove an arch and its rules."},
  ["Filter:has_arch"] = {"f:has_arch(arch)", "Whether it has the arch."},
  ["Filter:arches"] = {"f:arches()", "Its arches, in order."},
  ["Filter:get"] = {"f:get(attribute)", "Read an attribute."},
  ["Filter:set"] = {"f:set(attribute, value) or f:set{…}",
    "Set attributes: bad_arch_action no_new_privs tsync log ssb optimize " ..
    "raw_rc tskip wait_kill."},
  ["Filter:merge"] = {"f:merge(source)",
    "Take over another filter's arches and rules."},
  ["Filter:export_pfc"] = {"f:export_pfc([target])",
    "Pseudo code, for people."},
  ["Filter:export_bpf"] = {"f:export_bpf([target])", "Compiled BPF."},
  ["Filter:program"] = {"f:program() -> Program", "The compiled program."},
  ["Filter:policy"] = {"f:policy([options]) -> Policy",
    "What was compiled, as ordered rules, proven; options: budget " ..
    "groups."},
  ["Filter:compare"] = {"f:compare(other [, options])",
    "All differences of a filter, program, stack or policy; options: " ..
    "budget limit on."},
  ["Filter:verify"] = {"f:verify([options])",
    "Prove the compiled program against the rules; options: strict " ..
    "budget."},
  ["Filter:load"] = {"f:load([options])",
    "Install it in the kernel: it cannot be taken back; option: bypass."},
  ["Filter:listener"] = {"f:listener() -> Listener",
    "The listener of a loaded filter that notifies."},
  ["Filter:precompute"] = {"f:precompute()", "Generate code now."},
  ["Filter:transaction"] = {"f:transaction(fn)",
    "Change all or nothing (libseccomp 2.6)."},
  ["Filter:lock"] = {"f:lock()", "Seal it for good."},
  ["Filter:is_locked"] = {"f:is_locked()", "Whether it is sealed."},
  ["Filter:is_valid"] = {"f:is_valid()", "False once released."},
  ["Filter:reset"] = {"f:reset(default_action)", "Start anew."},
  ["Filter:release"] = {"f:release()", "Give it back."},

  ["Program:simulate"] = {"p:simulate(syscall [, a0 … a5])",
    "The action for one call, and how many instructions ran."},
  ["Program:disassemble"] = {"p:disassemble()", "The program as text."},
  ["Program:diff"] = {"p:diff(q [, options])",
    "Witnesses of every difference; none: proven equal. Options: limit " ..
    "budget."},
  ["Program:lint"] = {"p:lint([options])",
    "What is likely not meant in it. Options: ignore budget program."},
  ["Program:permits_at_most"] = {"p:permits_at_most(q)",
    "True when p is nowhere more permissive than q."},
  ["Program:policy"] = {"p:policy([options]) -> Policy",
    "What it does, as ordered rules, proven; options: budget " ..
    "groups."},
  ["Program:compare"] = {"p:compare(other [, options])",
    "All differences of a filter, program, stack or policy; options: " ..
    "budget limit on."},
  ["Program:bytes"] = {"p:bytes()", "The BPF bytes."},
  ["Program:export"] = {"p:export(target)", "Write the BPF bytes."},
  ["Program:load"] = {"p:load([options])",
    "Install it in the kernel: it cannot be taken back; options: " ..
    "no_new_privs tsync log ssb wait_kill listener."},
  ["Program.endian"] = {"p.endian", "little or big."},

  ["Stack:simulate"] = {"s:simulate(syscall [, a0 … a5])",
    "The action for one call, and how many instructions ran in all."},
  ["Stack:diff"] = {"s:diff(other [, options])",
    "Witnesses of every difference; none: proven equal. Options: limit " ..
    "budget."},
  ["Stack:permits_at_most"] = {"s:permits_at_most(other)",
    "True when s is nowhere more permissive than a program or policy."},
  ["Stack:policy"] = {"s:policy([options]) -> Policy",
    "What they do together, as ordered rules, proven; options: budget " ..
    "groups."},
  ["Stack:compare"] = {"s:compare(other [, options])",
    "All differences of a filter, program, stack or policy; options: " ..
    "budget limit on."},
  ["Stack.endian"] = {"s.endian", "little or big."},

  ["Listener:receive"] = {"l:receive([seconds]) -> Request",
    "The next request; nil and \"timeout\" or \"closed\"."},
  ["Listener:fd"] = {"l:fd()", "The descriptor."},
  ["Listener:close"] = {"l:close()", "Close it."},
  ["Listener:is_valid"] = {"l:is_valid(id)", "Whether a request stands."},
  ["Listener:respond"] = {"l:respond(id, {value=, error=, continue=})",
    "Answer by id."},
  ["Listener:pollfd"] = {"l:pollfd()", "For cqueues."},
  ["Listener:events"] = {"l:events()", "For cqueues."},
  ["Listener:timeout"] = {"l:timeout()", "For cqueues."},

  ["Request:continue"] = {"r:continue()",
    "Let the call run. No permission check once memory was looked at."},
  ["Request:reply"] = {"r:reply(value)", "The call returns value."},
  ["Request:fail"] = {"r:fail(errno)", "The call fails."},
  ["Request:is_valid"] = {"r:is_valid()", "Whether it still stands."},
  ["Request:read"] = {"r:read(address, n)", "The process's memory."},
  ["Request:arg"] = {"r:arg(name)",
    "An argument by its name, as what it is: -100, and not 0xffffff9c."},
  ["Request:read_string"] = {"r:read_string(address [, max])",
    "A string in the process's memory."},
  ["Request:write"] = {"r:write(address, bytes)",
    "Change the process's memory."},
  ["Request:path"] = {"r:path(argument)",
    "The absolute path that an argument means; symbolic links stay."},
  ["Request:add_fd"] = {"r:add_fd(file, {at=, cloexec=, reply=, close=})",
    "Give the process a descriptor."},

  ["Request.id"] = {"r.id", "Its number, for l:respond."},
  ["Request.pid"] = {"r.pid", "The thread that calls."},
  ["Request.syscall"] = {"r.syscall", "The call's name, nil for none."},
  ["Request.number"] = {"r.number", "The call's number."},
  ["Request.arch"] = {"r.arch", "Its arch."},
  ["Request.arg0"] = {"r.arg0", "The first argument."},
  ["Request.arg1"] = {"r.arg1", "The second argument."},
  ["Request.arg2"] = {"r.arg2", "The third argument."},
  ["Request.arg3"] = {"r.arg3", "The fourth argument."},
  ["Request.arg4"] = {"r.arg4", "The fifth argument."},
  ["Request.arg5"] = {"r.arg5", "The sixth argument."},
  ["Request.ip"] = {"r.ip", "The instruction that calls."},
  ["Request.flags"] = {"r.flags", "None so far."},
  ["Request.answered"] = {"r.answered", "Whether it has its answer."},

  ["Process.pid"] = {"p.pid", "Its number."},
  ["Process.listener"] = {"p.listener", "Its Listener, if asked for."},
  ["Process.stdin"] = {"p.stdin", "The Lua file that it reads, if a pipe."},
  ["Process.stdout"] = {"p.stdout", "The Lua file it writes, if a pipe."},
  ["Process.stderr"] = {"p.stderr", "The same of its errors."},
  ["Process:pollfd"] = {"p:pollfd()", "For cqueues."},
  ["Process:events"] = {"p:events()", "For cqueues."},
  ["Process:timeout"] = {"p:timeout()", "For cqueues."},
  ["Process:wait"] = {"p:wait([seconds])",
    "{exited=}, {signaled=} or nil, \"timeout\"; and usage."},
  ["Process:kill"] = {"p:kill([signal])", "Send a signal."},

  ["policy.new"] = {"policy.new{default=, rules=, …} -> Policy",
    "A policy: rules in order, the first match wins."},
  ["policy.load"] = {"policy.load(path) -> Policy",
    "A policy file or a JSON profile."},
  ["policy.parse"] = {"policy.parse(text [, name]) -> Policy",
    "The text of a policy file."},
  ["policy.of"] = {"policy.of(program [, options]) -> Policy",
    "What a program, stack or filter does, as ordered rules, proven; " ..
    "options: budget groups."},
  ["policy.is"] = {"policy.is(value)", "Whether it is a Policy."},
  ["Policy:compile"] = {"p:compile([options]) -> Program",
    "By our own compiler, and proven; options: prove budget."},
  ["Policy:load"] = {"p:load([options])",
    "Compile and install: it cannot be taken back; options as for a " ..
    "Program."},
  ["Policy:filter"] = {"p:filter([options]) -> Filter",
    "Through libseccomp, verified, or why that cannot be; option: budget."},
  ["Policy:decide"] = {"p:decide{syscall=, arch=, arg0=…}",
    "The action, the rule that says so, and by what it was decided."},
  ["Policy:near"] = {"p:near{syscall=, arch=, arg0=…}",
    "The rules that name a call, and why each does not decide it."},
  ["Policy:lint"] = {"p:lint([options])",
    "What is likely not meant; options: ignore, a list of ids; program, " ..
    "what it is for."},
  ["Policy:complain"] = {"p:complain() -> Policy",
    "Every denial turned to log."},
  ["Policy:merge"] = {"p:merge(other) -> Policy",
    "The other's rules after its own."},
  ["Policy:diff"] = {"p:diff(other [, options])",
    "Witnesses of every difference; none: proven equal. Options: limit " ..
    "budget."},
  ["Policy:compare"] = {"p:compare(other [, options])",
    "All differences of a filter, program, stack or policy; options: " ..
    "budget limit on."},
  ["Policy:union"] = {"p:union(other [, options]) -> Policy",
    "What either of the two permits; option: budget."},
  ["Policy:allow"] = {"p:allow(recording [, options]) -> Policy",
    "The same, with the calls of a recording allowed as well. Options: " ..
    "tightness launcher budget."},
  ["Policy:intersection"] = {"p:intersection(other [, options]) -> Policy",
    "What both of the two permit; option: budget."},
  ["Policy:tidy"] = {"p:tidy([options]) -> Policy",
    "The same meaning in no more rules; options: budget groups."},
  ["Policy:export"] = {"p:export(name [, options])",
    "In a format of seccomp.format: text or bytes, and a report."},
  ["Policy:data"] = {"p:data()", "The table it was made of."},
  ["Policy.default"] = {"p.default", "The action of what no rule matches."},
  ["Policy.bad_arch"] = {"p.bad_arch", "The action for other arches."},
  ["Policy.unknown"] = {"p.unknown", "The action for numbers too new."},
  ["Policy.kernel"] = {"p.kernel",
    "The release whose calls are all that is known, or nil."},
  ["Policy.arches"] = {"p.arches", "The arches it is for."},
  ["Policy.rules"] = {"p.rules", "Its rules, in order."},

  ["groups.names"] = {"groups.names()", "All groups."},
  ["groups.expand"] = {"groups.expand(name)", "The syscalls of a group."},
  ["groups.besides"] = {"groups.besides(name)",
    "The groups with which its thing can be done as well."},
  ["groups.purpose"] = {"groups.purpose(name)", "What a group is for."},

  ["format.list"] = {"format.list()", "The names of all formats."},
  ["format.find"] = {"format.find(name)", "What is known of a format."},
  ["format.export"] = {"format.export(policy, name [, options])",
    "A policy in a format: text or bytes, and a report."},
  ["format.import"] = {"format.import(text, name [, options])",
    "Read a policy in a format: a Policy, and a report."},
  ["oci.import"] = {"oci.import(json [, options]) -> Policy, report",
    "A container profile as its consumer reads it; options: dialect arch " ..
    "caps kernel check."},
  ["oci.decode"] = {"oci.decode(json [, options])",
    "The same as the table that policy.new takes; options as for oci.import."},
  ["oci.export"] = {"oci.export(policy [, options]) -> json, losses",
    "A policy as a profile, proven to read back; options: dialect arch."},

  ["record.record"] = {"record.record(argv [, options]) -> Recording",
    "Run a program and note its calls; options: env cwd stdin stdout stderr " ..
    "foreground progress by."},
  ["record.load"] = {"record.load(path [, options]) -> Recording",
    "What r:save(path) kept, or a log of strace or of the audit system; " ..
    "option: arch."},
  ["record.parse"] = {"record.parse(text [, name [, options]])",
    "The same of a text; option: arch."},
  ["explain.explain"] = {"explain(argv, {policy=, …}) -> Report",
    "Run a program under a policy and tell what is refused; options: policy " ..
    "complain on_call by env cwd stdin stdout stderr foreground."},
  ["Report:rules"] = {"r:rules([options])",
    "The rules that would allow it; option: tightness (names or arguments)."},
  ["Report:save"] = {"r:save(path)", "Keep its calls as a recording."},
  ["Report.calls"] = {"r.calls",
    "What was refused or logged, each by its reason, with count and near."},
  ["Report.left_out"] = {"r.left_out",
    "How many calls of yet other numbers there were, or nil."},
  ["Report.command"] = {"r.command", "The command."},
  ["Report.exited"] = {"r.exited", "Its status, or nil."},
  ["Report.signaled"] = {"r.signaled", "The signal that ended it, or nil."},
  ["Report.exec_error"] = {"r.exec_error",
    "Why it did not start, where the policy refuses that."},
  ["Report.policy"] = {"r.policy", "The policy whose rules are counted."},
  ["Report.by"] = {"r.by", "How calls were seen: ptrace or notify."},
  ["Report.fallback"] = {"r.fallback",
    "Why by notification, where nobody asked for that."},
  ["Report.ended"] = {"r.ended",
    "True where processes that outlived it were ended."},
  ["Recording:policy"] = {"r:policy([options]) -> Policy, findings",
    "A policy that allows what was seen; options: tightness (names or " ..
    "arguments) default unknown bad_arch base launcher."},
  ["Recording:merge"] = {"r:merge(other) -> Recording", "Both together."},
  ["Recording:join"] = {"r:join(other, …) -> Recording", "All together."},
  ["Recording:only"] = {"r:only{pid=, program=, launcher=}",
    "What some of its processes did; pid and program may be lists, launcher " ..
    "= false leaves out what started the command."},
  ["Recording:since"] = {"r:since(\"execve\") -> Recording",
    "What the command did after its last execve."},
  ["Recording:rules"] = {"r:rules([options])",
    "Rules that allow what was seen, and findings; options: tightness " ..
    "launcher."},
  ["Recording:save"] = {"r:save(path)", "Keep it in a file."},
  ["Recording:summary"] = {"r:summary()", "The calls and their counts."},
  ["Recording.runs"] = {"r.runs", "How many runs it is of."},
  ["Recording.calls"] = {"r.calls", "The calls, most frequent first."},
  ["Recording.launcher"] = {"r.launcher", "What started the command."},
  ["Recording.command"] = {"r.command", "The command."},
  ["Recording.status"] = {"r.status", "What became of it, as p:wait()."},
  ["Recording.by"] = {"r.by",
    "How the calls were seen: ptrace, notify, strace or audit."},
  ["Recording.processes"] = {"r.processes",
    "Who made them, each from one execve to the next."},
  ["Recording.notes"] = {"r.notes", "What of a log could not be read."},
  ["Recording.fallback"] = {"r.fallback",
    "Why by notification, where nobody asked for that."},
  ["Recording.interrupted"] = {"r.interrupted",
    "How many calls signals are known to have cut short."},
  ["Recording.ended"] = {"r.ended",
    "Whether processes that outlived the command were ended."},

  ["attached.of"] = {"attached.of(pid [, options]) -> Stack, more",
    "What is in force for a running process; options: threads timeout."},
  ["attached.list"] = {"attached.list()",
    "All processes: their mode, filters, no_new_privs, listeners."},
  ["attached.capture"] = {"attached.capture(argv [, options])",
    "What a command and its children install; options: env cwd stdin stdout " ..
    "stderr foreground detach."},

  ["supervisor.new"] = {"supervisor.new(source, options) -> Supervisor",
    "Handlers by syscall, and a default answer; options: default on " ..
    "on_error."},
  ["supervisor.serve"] = {"supervisor.serve(source, options)",
    "new and run in one."},
  ["supervisor.run"] = {"supervisor.run(argv, options)",
    "Start a program and serve it to the end; options: those of spawn and " ..
    "of supervisor.new."},
  ["supervisor.open_beneath"] = {
    "supervisor.open_beneath(directory, path [, flags [, mode]])",
    "Open a file in a directory, for a caller: it cannot lead out."},
  ["supervisor.close"] = {"supervisor.close(fd)",
    "Close what open_beneath returned."},
  ["Supervisor:run"] = {"s:run()", "Serve until nobody is left, or stop."},
  ["Supervisor:step"] = {"s:step([seconds])", "Wait for one call."},
  ["Supervisor:handle"] = {"s:handle(request)",
    "Deal with a request received elsewhere."},
  ["Supervisor:stop"] = {"s:stop()", "Let run return."},
  ["Supervisor:pollfd"] = {"s:pollfd()", "For cqueues."},
  ["Supervisor:events"] = {"s:events()", "For cqueues."},
  ["Supervisor:timeout"] = {"s:timeout()", "For cqueues."},
}

-- Which class an object of ours is; scripts cannot see metatables, help may.
local CLASSES = {
  ["seccomp.filter"] = "Filter", ["seccomp.program"] = "Program",
  ["seccomp.stack"] = "Stack",
  ["seccomp.action"] = "Action", ["seccomp.condition"] = "Condition",
  ["seccomp.listener"] = "Listener", ["seccomp.request"] = "Request",
  ["seccomp.process"] = "Process", ["seccomp.policy"] = "Policy",
  ["seccomp.supervisor"] = "Supervisor", ["seccomp.recording"] = "Recording",
  ["seccomp.report"] = "Report",
}

--- The class of a value: "Filter" and so on, or its type.
function M.class(value)
  local meta = debug.getmetatable(value)
  local name = type(meta) == "table" and rawget(meta, "__name")
  return CLASSES[name] or type(value)
end

--- The names of a class's methods and fields.
-- @tparam string class
-- @tparam[opt] boolean methods true for its methods only
-- @treturn {string,…}
function M.members(class, methods)
  local names = {}
  for key in pairs(M.entries) do
    local owner, mark, name = key:match "^(%u%w*)([:.])([%w_]+)$"
    if owner == class and (mark == ":" or not methods) then
      names[#names + 1] = name
    end
  end
  sort(names)
  return names
end

local SIGNATURE = 36

local function entry_text(key)
  local signature = M.entries[key][1]
  local text = terminal.wrapped(M.entries[key][2], SIGNATURE)
  local gap = SIGNATURE - (utf8.len(signature) or #signature)
  if gap < 2 then return signature .. "\n" .. (" "):rep(SIGNATURE) .. text end
  return signature .. (" "):rep(gap) .. text
end

-- The entries whose keys a function likes, in order.
local function entries_that(likes)
  local keys, out = {}, {}
  for key in pairs(M.entries) do
    if likes(key) then keys[#keys + 1] = key end
  end
  sort(keys)
  for i, key in ipairs(keys) do out[i] = entry_text(key) end
  return #out > 0 and concat(out, "\n") or nil
end

local function module_of(name)
  return package.loaded[name == "seccomp" and name or "seccomp." .. name]
end

-- A method of the classes that are made in Lua: by looking at an object.
local function key_of_policy(fn)
  local policy = require("seccomp.policy").new {default = "allow"}
  for _, name in ipairs(M.members("Policy", true)) do
    if policy[name] == fn then return "Policy:" .. name end
  end
end

-- The name under which a function of ours is public, or nil.
local function key_of(fn)
  for key in pairs(M.entries) do
    local owner, name = key:match "^(%l+)%.([%w_]+)$"
    local module = owner and module_of(owner)
    if module and module[name] == fn then return key end
  end
  -- methods: by the name that luaL_newmetatable registered their class under
  for registered, class in pairs(CLASSES) do
    local meta = debug.getregistry()[registered]
    local index = type(meta) == "table" and meta.__index
    local methods = type(index) == "table" and index
    for i = 1, type(index) == "function" and 9 or 0 do
      local _, value = debug.getupvalue(index, i)
      if type(value) == "table" then methods = methods or value end
    end
    for name, value in pairs(methods or {}) do
      if value == fn then return class .. ":" .. name end
    end
  end
  return key_of_policy(fn)
end

local START = [[
The functions of the module are at hand as they are: filter, program, action,
condition, spawn, syscall_number, features, … and the modules policy, groups,
oci, format, record, explain, attached and supervisor. help "Filter" tells what
a Filter does, help(f) what the object f can do, help "add_rule" what that is,
help "@basic-io" what a group is, help "openat" what a syscall is.

  p = policy.new{ default = "errno(EPERM)",
                  rules = { { "@default", "@basic-io", action = "allow" } } }
  p:compile()
  p:decide{ syscall = "openat" }
]]

local function group_text(name)
  local groups = require "seccomp.groups"
  local purpose = groups.purpose(name)
  return purpose and
    terminal.fitted(name .. ": " .. purpose, 1, 2) .. "\n  " ..
    concat(groups.expand(name), " "):gsub("(" .. ("."):rep(66) .. "%S*) ",
      "%1\n  ")
end

local function syscall_text(name)
  local arch = seccomp.native_arch()
  local number = seccomp.syscall_number(name, arch)
  if not number then
    -- newer than this libseccomp
    local fact = kernel.call(name, arch)
    if not fact then return nil end
    number = fact.number
  end
  local signature = seccomp.signature(name, arch)
  local words = {}
  for i, argument in ipairs(signature or {}) do
    words[i] = (argument.type .. " " .. argument.name):gsub("%* ", "*")
  end
  local text = ("%s is syscall %d on %s"):format(name, number, arch)
  if signature then
    text = ("%s; arguments: (%s)"):format(text, concat(words, ", "))
  end
  return terminal.fitted(text, 1, 2)
end

-- What is said of a name that means nothing here.
local function no_help(name)
  local names = {}
  for key in pairs(M.entries) do
    names[#names + 1] = key:match "[%w_]+$"
    names[#names + 1] = key:match "^%w+"
  end
  sort(names) -- of two that are as near, the same one each time
  return "no help on " .. terminal.line(name) .. errors.hint(name, names)
end

local function named(name)
  return entries_that(function(key) return key == name end) or
    entries_that(function(key)
      local owner = key:match "^%w+"
      return owner == name or owner:lower() == name and owner:find "^%u"
    end) or
    entries_that(function(key) return key:match "[%w_]+$" == name end) or
    group_text(name) or syscall_text(name) or no_help(name)
end

--- Help on a name, a class, an object, or on how to begin.
-- @param subject
-- @treturn string
function M.text(subject)
  if subject == nil then return (START:gsub("\n$", "")) end
  if type(subject) == "string" then return named(subject) end
  if type(subject) == "function" then
    local key = key_of(subject)
    return key and named(key) or "no help on this function"
  end
  for _, class in pairs(CLASSES) do
    if M.class(subject) == class then return named(class) end
  end
  for key in pairs(M.entries) do
    local owner = key:match "^%l+"
    if owner and module_of(owner) == subject then return named(owner) end
  end
  return "no help on a " .. type(subject)
end

--- Prints help; what `help` is at the prompt.
function M.show(subject)
  io.stdout:write(M.text(subject), "\n")
end

return M
