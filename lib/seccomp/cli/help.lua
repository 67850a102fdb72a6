--- help() at the prompt: every public name with its form and one line.
-- A spec holds this table against the module and its documentation.
local M = {}

local concat, sort = table.concat, table.sort

-- Each entry: how it is called, and what it does.
M.entries = {
  ["seccomp.filter"] = { "filter(default_action [, options]) -> Filter",
    "Make a filter; options: arches and attributes." },
  ["seccomp.program"] = { "program(bytes [, {endian=}]) -> Program",
    "Compiled BPF, checked as the kernel checks it." },
  ["seccomp.action"] = { "action(spec [, code]) -> Action",
    "allow log notify trap trace errno kill_thread kill_process." },
  ["seccomp.condition"] = { "condition(arg, op, datum_a [, datum_b])",
    "A test of one argument; also {arg=, op=, value=, mask=, width=}." },
  ["seccomp.listener"] = { "listener(fd) -> Listener",
    "Wrap a listener fd received from elsewhere." },
  ["seccomp.spawn"] = { "spawn(argv [, options]) -> Process",
    "Run a program under a filter, installed right before execve." },
  ["seccomp.syscall_number"] = { "syscall_number(name [, arch])",
    "libseccomp's number, or nil and a message." },
  ["seccomp.syscall_name"] = { "syscall_name(number [, arch])",
    "The name, or nil and a message." },
  ["seccomp.arch"] = { "arch(name)", "The canonical name of an arch." },
  ["seccomp.arches"] = { "arches()", "The arches libseccomp supports." },
  ["seccomp.native_arch"] = { "native_arch()", "This machine's arch." },
  ["seccomp.features"] = { "features()",
    "What this kernel and libseccomp can do." },
  ["seccomp.api"] = { "api()", "The API level." },
  ["seccomp.set_api"] = { "set_api(level)", "Use another API level." },
  ["seccomp.library_version"] = { "library_version()",
    "libseccomp's version: three integers." },

  ["Action:with_code"] = { "a:with_code(code) -> Action",
    "The same action with another code (errno, trace)." },
  ["Action.name"] = { "a.name", "The action's name." },
  ["Action.code"] = { "a.code", "Its code, nil where it has none." },

  ["Condition.arg"] = { "c.arg", "Which argument, from 0." },
  ["Condition.op"] = { "c.op", "The operator." },
  ["Condition.datum_a"] = { "c.datum_a", "The value; masked_eq's mask." },
  ["Condition.datum_b"] = { "c.datum_b", "masked_eq's value." },
  ["Condition.width"] = { "c.width", "64, or 32 for the low half only." },

  ["Filter:add_rule"] = { "f:add_rule(syscall, action, conditions…)",
    "Calls for which all conditions hold get the action." },
  ["Filter:add_rule_exact"] = { "f:add_rule_exact(syscall, action, …)",
    "The same, but never adapted to an arch." },
  ["Filter:rules"] = { "f:rules()", "What was added, in order." },
  ["Filter:set_priority"] = { "f:set_priority(syscall, 0…255)",
    "How soon a syscall is decided." },
  ["Filter:add_arch"] = { "f:add_arch(arch)", "Add an arch." },
  ["Filter:remove_arch"] = { "f:remove_arch(arch)",
    "Remove an arch and its rules." },
  ["Filter:has_arch"] = { "f:has_arch(arch)", "Whether it has the arch." },
  ["Filter:arches"] = { "f:arches()", "Its arches, in order." },
  ["Filter:get"] = { "f:get(attribute)", "Read an attribute." },
  ["Filter:set"] = { "f:set(attribute, value) or f:set{…}",
    "Set attributes: bad_arch_action no_new_privs tsync log ssb optimize "
    .. "raw_rc tskip wait_kill." },
  ["Filter:merge"] = { "f:merge(source)",
    "Take over another filter's arches and rules." },
  ["Filter:export_pfc"] = { "f:export_pfc([target])",
    "Pseudo code, for people." },
  ["Filter:export_bpf"] = { "f:export_bpf([target])", "Compiled BPF." },
  ["Filter:program"] = { "f:program() -> Program", "The compiled program." },
  ["Filter:verify"] = { "f:verify([options])",
    "Prove the compiled program against the rules." },
  ["Filter:load"] = { "f:load()",
    "Install it in the kernel: it cannot be taken back." },
  ["Filter:listener"] = { "f:listener() -> Listener",
    "The listener of a loaded filter that notifies." },
  ["Filter:precompute"] = { "f:precompute()", "Generate code now." },
  ["Filter:transaction"] = { "f:transaction(fn)",
    "Change all or nothing (libseccomp 2.6)." },
  ["Filter:lock"] = { "f:lock()", "Seal it for good." },
  ["Filter:is_locked"] = { "f:is_locked()", "Whether it is sealed." },
  ["Filter:is_valid"] = { "f:is_valid()", "False once released." },
  ["Filter:reset"] = { "f:reset(default_action)", "Start anew." },
  ["Filter:release"] = { "f:release()", "Give it back." },

  ["Program:simulate"] = { "p:simulate(syscall [, a0 … a5])",
    "The action for one call, and how many instructions ran." },
  ["Program:disassemble"] = { "p:disassemble()", "The program as text." },
  ["Program:diff"] = { "p:diff(q [, options])",
    "Witnesses of every difference; none: proven equal." },
  ["Program:permits_at_most"] = { "p:permits_at_most(q)",
    "True when p is nowhere more permissive than q." },
  ["Program:bytes"] = { "p:bytes()", "The BPF bytes." },
  ["Program:export"] = { "p:export(target)", "Write the BPF bytes." },
  ["Program:load"] = { "p:load([options])",
    "Install it in the kernel: it cannot be taken back." },
  ["Program.endian"] = { "p.endian", "little or big." },

  ["Listener:receive"] = { "l:receive([seconds]) -> Request",
    "The next request; nil and \"timeout\" or \"closed\"." },
  ["Listener:fd"] = { "l:fd()", "The descriptor." },
  ["Listener:close"] = { "l:close()", "Close it." },
  ["Listener:is_valid"] = { "l:is_valid(id)", "Whether a request stands." },
  ["Listener:respond"] = { "l:respond(id, {value=, error=, continue=})",
    "Answer by id." },
  ["Listener:pollfd"] = { "l:pollfd()", "For cqueues." },
  ["Listener:events"] = { "l:events()", "For cqueues." },
  ["Listener:timeout"] = { "l:timeout()", "For cqueues." },

  ["Request:continue"] = { "r:continue()",
    "Let the call run. No permission check once memory was looked at." },
  ["Request:reply"] = { "r:reply(value)", "The call returns value." },
  ["Request:fail"] = { "r:fail(errno)", "The call fails." },
  ["Request:is_valid"] = { "r:is_valid()", "Whether it still stands." },
  ["Request:read"] = { "r:read(address, n)", "The process's memory." },
  ["Request:read_string"] = { "r:read_string(address [, max])",
    "A string in the process's memory." },
  ["Request:write"] = { "r:write(address, bytes)",
    "Change the process's memory." },
  ["Request:add_fd"] = { "r:add_fd(file, {at=, cloexec=, reply=})",
    "Give the process a descriptor." },

  ["Process:wait"] = { "p:wait([seconds])",
    "{exited=}, {signaled=} or nil, \"timeout\"." },
  ["Process:kill"] = { "p:kill([signal])", "Send a signal." },

  ["policy.new"] = { "policy.new{default=, rules=, …} -> Policy",
    "A policy: rules in order, the first match wins." },
  ["policy.load"] = { "policy.load(path) -> Policy",
    "A policy file or a JSON profile." },
  ["Policy:compile"] = { "p:compile([options]) -> Program",
    "By our own compiler, and proven." },
  ["Policy:load"] = { "p:load([options])",
    "Compile and install: it cannot be taken back." },
  ["Policy:filter"] = { "p:filter() -> Filter", "Through libseccomp." },
  ["Policy:lint"] = { "p:lint()", "What authors get wrong." },
  ["Policy:complain"] = { "p:complain()", "Every denial turned to log." },
  ["Policy:merge"] = { "p:merge(other)", "The other's rules after its own." },
  ["Policy:diff"] = { "p:diff(other)", "Witnesses of every difference." },

  ["oci.import"] = { "oci.import(json [, options]) -> Policy, report",
    "A container profile as a policy." },
  ["oci.export"] = { "oci.export(policy) -> json", "A policy as a profile." },
  ["record.record"] = { "record.record(argv [, options]) -> Recording",
    "Run a program and gather its calls." },
}

-- Which class an object of ours is; scripts cannot see metatables, help may.
local CLASSES = {
  ["seccomp.filter"] = "Filter", ["seccomp.program"] = "Program",
  ["seccomp.action"] = "Action", ["seccomp.condition"] = "Condition",
  ["seccomp.listener"] = "Listener", ["seccomp.request"] = "Request",
  ["seccomp.process"] = "Process",
}

--- The class of a value: "Filter" and so on, or its type.
function M.class(value)
  local meta = debug.getmetatable(value)
  local name = type(meta) == "table" and rawget(meta, "__name")
  return CLASSES[name] or (name == "seccomp.policy" and "Policy")
    or type(value)
end

--- The names of a class's methods and fields.
-- @treturn {string,…}
function M.methods(class)
  local names = {}
  for key in pairs(M.entries) do
    local owner, name = key:match "^(%u%w*)[:.]([%w_]+)$"
    if owner == class then names[#names + 1] = name end
  end
  sort(names)
  return names
end

local function lines_of(prefix)
  local keys, out = {}, {}
  for key in pairs(M.entries) do
    if key:sub(1, #prefix) == prefix then keys[#keys + 1] = key end
  end
  sort(keys)
  for _, key in ipairs(keys) do
    local entry = M.entries[key]
    out[#out + 1] = ("%-46s %s"):format(entry[1], entry[2])
  end
  return out
end

local START = [[
The functions of the module are at hand as they are: filter, program, action,
condition, spawn, syscall_number, features, … and the modules policy, oci,
record and supervisor. help "Filter" tells what a Filter does, help(f) what the
object f can do, help "add_rule" what that is.

  p = policy.new{ default = "errno(EPERM)",
                  rules = { { "@basic-io", action = "allow" } } }
  p:compile():disassemble()
  p:compile():simulate("openat")
]]

--- Help on a name, a class, an object, or on how to begin.
-- @param subject
-- @treturn string
function M.text(subject)
  if subject == nil then return START end
  local class = type(subject) == "string" and subject or M.class(subject)
  if type(subject) == "function" or type(subject) == "table" then
    for key in pairs(M.entries) do
      local module, name = key:match "^(%l+)%.([%w_]+)$"
      local loaded = module and package.loaded[module == "seccomp" and module
        or "seccomp." .. module]
      if loaded and loaded[name] == subject then
        return concat(lines_of(key), "\n")
      end
      if loaded and loaded == subject then
        return concat(lines_of(module .. "."), "\n")
      end
    end
  end
  local found = lines_of(class .. ":")
  for _, line in ipairs(lines_of(class .. ".")) do found[#found + 1] = line end
  for key in pairs(M.entries) do
    if #found == 0 or not key:find("^" .. class .. "[:.]") then
      if key:match "[:.]([%w_]+)$" == class then
        found[#found + 1] = lines_of(key)[1]
      end
    end
  end
  if #found == 0 then return "no help on " .. tostring(subject) end
  return concat(found, "\n")
end

--- Prints help; what `help` is at the prompt.
function M.show(subject)
  io.stdout:write(M.text(subject), "\n")
end

return M
