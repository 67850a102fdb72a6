--- Single arguments that reach far, in calls that are seldom kept whole.

-- SPDX-License-Identifier: MIT

local ipairs = ipairs

local function no_ioctl(request)
  return ('{"ioctl", action = "errno(EPERM)", when = {{"request", "==", ' ..
    '"%s"}}}, in front'):format(request)
end

-- Finds a call with an argument that reaches far.
local function risk(name, args, message)
  return function(s, id)
    for _, arch in ipairs(s.data.arches) do
      local witness = s:permitted(arch, name, args)
      if witness then
        s:add {
          id = id, witness = witness, message = ("on %s, %s"):format(arch,
          message),
        }
        return
      end
    end
  end
end

return {
  {id = "tiocsti", severity = "note",
    about = "ioctl may type into a terminal.",
    fix = no_ioctl "TIOCSTI",
    find = risk("ioctl", {request = "TIOCSTI"},
      "ioctl TIOCSTI is permitted: with a terminal it types into " ..
      "the shell that started the process")},
  {id = "tioclinux", severity = "note",
    about = "ioctl may paste into a console.",
    fix = no_ioctl "TIOCLINUX",
    find = risk("ioctl", {request = "TIOCLINUX"},
      "ioctl TIOCLINUX is permitted: on a console it pastes into " ..
      "the shell that started the process")},
  {id = "personality", severity = "note",
    about = "Protections can be taken off the programs that are run next.",
    fix = "permit only the values that are needed, such as 0 and 0xffffffff",
    find = risk("personality",
      {persona = "ADDR_NO_RANDOMIZE|READ_IMPLIES_EXEC"},
      "personality with ADDR_NO_RANDOMIZE and READ_IMPLIES_EXEC is " ..
      "permitted: it takes protections off the programs that are run next")},
  {id = "new-namespaces", severity = "note",
    about = "User namespaces can be made with clone.",
    fix = '{"unshare", action = "errno(EPERM)"} in front, and ' ..
      "clone held by masked_eq on the CLONE_NEW flags",
    find = risk("clone", {flags = "CLONE_NEWUSER"},
      "clone with CLONE_NEWUSER is permitted: in a namespace of its " ..
      "own a process has every capability, and more of the kernel in reach")},
  {id = "socket-families", severity = "note",
    about = "Sockets of every family can be made.",
    fix = "hold socket's domain to the families that are needed",
    find = risk("socket", {domain = "AF_ALG"},
      "sockets of every family are permitted, AF_ALG and AF_PACKET " ..
      "and what few programs and many exploits use")},
  {id = "more-filters", severity = "note",
    about = "More filters can be installed.",
    fix = '{"seccomp", action = "errno(EPERM)"}, unless the ' ..
      "program sandboxes itself",
    find = risk("seccomp", {operation = "SECCOMP_SET_MODE_FILTER"},
      "seccomp is permitted: a process can install more filters, " ..
      "though none that is looser, and take the one listener")},
}
