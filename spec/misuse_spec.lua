-- SPDX-License-Identifier: MIT
-- What nobody should do, and somebody will: tampering by the debug library,
-- finalized objects brought back, yields where none is expected, several Lua
-- states, no descriptors left, no /proc, an outer filter that refuses.
local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"
local supervise = require "spec.supervise"
local public = require "spec.public"

describe("objects in the wrong hands", function()
  -- every method and metamethod of each class, on objects of all classes
  it("are told from those of other classes", function()
    local objects = {
      Action = public.objects.Action(), Condition = public.objects.Condition(),
      Filter = public.objects.Filter(), Program = public.objects.Program(),
      Process = public.objects.Process(), file = io.tmpfile(),
    }
    objects.Listener = objects.Process.listener
    objects.Request = assert(objects.Listener:receive(10))
    local metas = {}
    for class, object in pairs(objects) do
      metas[class] = debug.getmetatable(object)
    end
    local function misuse(object, meta)
      for key, method in pairs(meta) do
        if type(method) == "function" and key ~= "__gc" then
          pcall(method, object)
          pcall(method, object, "pid", 1)
        end
      end
      pcall(function() return #object, object.x, object == object end)
    end
    for class, object in pairs(objects) do
      for other, meta in pairs(metas) do
        if other ~= class and other ~= "file" and class ~= "file" then
          debug.setmetatable(object, meta)
          misuse(object, meta)
          for name, method in pairs(public.methods(objects[other]) or {}) do
            if type(method) == "function" then
              local ok, err = pcall(method, object)
              assert.is_false(ok, ("%s was taken for %s by %s"):format(class,
                other, name))
              assert.truthy(tostring(err):find("bad argument #1", 1, true))
            end
          end
          if meta.__gc then meta.__gc(object) end
        end
      end
      debug.setmetatable(object, metas[class])
    end
    -- and none has come to harm
    assert.is_true(objects.Filter:is_valid())
    assert.is_true(objects.Request:is_valid())
    objects.Request:fail "EACCES"
    objects.Process:kill "KILL"
    assert.equal("SIGKILL", objects.Process:wait(10).signaled)
  end)

  it("do without what the debug library took from them", function()
    local process, finish = supervise.start("call", "chdir")
    local listener = process.listener
    local req = supervise.next(process)
    debug.setuservalue(req, nil, 1)
    assert.is_false(req:is_valid())
    assert.has_error(function() req:continue() end)
    debug.setuservalue(req, seccomp.filter "allow", 1)
    assert.has_error(function() req:continue() end)
    debug.setuservalue(req, listener, 1)
    assert.is_true(req:is_valid())
    debug.setuservalue(process, 5, 1)
    assert.equal(5, process.listener)
    debug.setuservalue(process, listener, 1)
    req:fail "EACCES"
    finish()
    -- left to the collector without metatable: nothing but a loss
    support.loses("given_up", function()
      debug.setmetatable(seccomp.filter "allow", nil)
    end)
    collectgarbage()
  end)

  it("may be brought back by finalizers", function()
    support.succeeds([[
      local seccomp = require "seccomp"
      local policy = require "seccomp.policy"
      local f = seccomp.filter("allow"):add_rule("getcwd", "notify")
      local process = seccomp.spawn({"/bin/pwd"}, {filter = f, listener = true,
        stdout = "null", stderr = "null"})
      kept = {f = f, process = process, listener = process.listener,
        request = process.listener:receive(10), program = f:program(),
        stack = seccomp.stack {f, f},
        policy = policy.new {default = "allow", rules = {
          {"read", action = "kill"}}}}
      local function use(k)
        for _, name in ipairs {"f", "process", "listener", "request",
          "program", "stack", "policy"} do
          local object = k[name]
          pcall(tostring, object)
          for _, method in ipairs {"rules", "export_bpf", "verify", "add_rule",
            "release", "lock", "reset", "wait", "kill", "receive", "fd",
            "close", "respond", "is_valid", "read", "write", "fail", "reply",
            "continue", "bytes", "simulate", "disassemble", "diff", "compile",
            "lint", "complain", "data", "pollfd"} do
            if method ~= "wait" and method ~= "receive" then
              pcall(function() return object[method](object) end)
            end
            pcall(function() return object[method](object, 0) end)
            pcall(function() return object[method](object, "KILL") end)
          end
        end
      end
      -- each finalizer brings it back once more; some run before the objects'
      -- own, some after
      for i = 1, 4 do
        setmetatable({kept}, {__gc = function(t)
          use(t[1])
          if i % 2 == 0 then
            setmetatable({t[1]}, {__gc = function(u) use(u[1]) end})
          end
        end})
        kept[i] = setmetatable({}, {__gc = function() use(kept) end})
      end
      f, process = nil, nil
      os.exit(true, true)
    ]], {loses = "closing"})
  end)
end)

describe("coroutines", function()
  it("cannot yield out of a transaction, which is rolled back", function()
    if not support.library_at_least(2, 6) then
      pending "transactions need libseccomp 2.6"
      return
    end
    local f = seccomp.filter "allow"
    local before = f:export_bpf()
    local co = coroutine.wrap(function()
      return pcall(f.transaction, f, function()
        f:add_rule("read", "kill")
        coroutine.yield()
      end)
    end)
    local ok, err = co()
    assert.is_false(ok)
    assert.truthy(tostring(err):find("yield", 1, true))
    assert.equal(before, f:export_bpf())
    f:add_rule("read", "kill")
  end)

  it("yield within handlers, and answer later", function()
    local process, finish = supervise.start("call", "chdir")
    local supervisor = require("seccomp.supervisor").new(process, {
      default = "EPERM",
      on = {chdir = function() return coroutine.yield "waits" end},
    })
    local co = coroutine.create(function() return supervisor:step(10) end)
    assert.same({true, "waits"}, {coroutine.resume(co)})
    assert.same({true, true}, {coroutine.resume(co, {value = 77})})
    assert.equal(77, (supervise.result(finish())))
  end)

  it("yield within handlers across pcall, metamethods and blocks", function()
    local process, finish = supervise.start("call", "chdir")
    local order = {}
    local supervisor = require("seccomp.supervisor").new(process, {
      default = "EPERM",
      on = {chdir = function()
        local ok, answer = pcall(function()
          local _ <close> = setmetatable({}, {__close = function()
            order[#order + 1] = coroutine.yield "close"
          end})
          local asks = setmetatable({}, {__index = function(_, key)
            return coroutine.yield(key)
          end})
          return asks.answer
        end)
        assert(ok)
        local failed, err = pcall(function()
          coroutine.yield "again"
          error("refused", 0)
        end)
        order[#order + 1] = tostring(failed) .. err
        return answer
      end},
    })
    local co = coroutine.create(function() return supervisor:step(10) end)
    assert.same({true, "answer"}, {coroutine.resume(co)})
    assert.same({true, "close"}, {coroutine.resume(co, {value = 78})})
    assert.same({true, "again"}, {coroutine.resume(co, "closed")})
    assert.same({true, true}, {coroutine.resume(co)})
    assert.same({"closed", "falserefused"}, order)
    assert.equal(78, (supervise.result(finish())))
  end)

  it("may yield where an error of a handler is told, which denies", function()
    local process, finish = supervise.start("call", "chdir")
    local supervisor = require("seccomp.supervisor").new(process, {
      default = "continue",
      on = {chdir = function() error "broken" end},
      on_error = function() coroutine.yield "told" end,
    })
    local co = coroutine.create(function() return supervisor:step(10) end)
    assert.same({true, "told"}, {coroutine.resume(co)})
    -- the answer was given before that
    local _, errno = supervise.result(finish())
    assert.equal(1, errno)
    assert.same({true, true}, {coroutine.resume(co)})
  end)

  it("that are dropped within a handler have the call denied", function()
    local process, finish = supervise.start("call", "chdir")
    do
      local supervisor = require("seccomp.supervisor").new(process, {
        default = "continue",
        on = {chdir = function() coroutine.yield() end},
      })
      local co = coroutine.create(function() return supervisor:step(10) end)
      assert.is_true(coroutine.resume(co))
    end
    collectgarbage()
    collectgarbage()
    local _, errno = supervise.result(finish())
    assert.equal(1, errno)
  end)

  it("that are closed end the processes of their blocks", function()
    local pid
    local co = coroutine.create(function()
      local process <close> = seccomp.spawn {"sleep", "60"}
      pid = process.pid
      coroutine.yield()
    end)
    coroutine.resume(co)
    assert.truthy(support.slurp("/proc/" .. pid .. "/stat"))
    coroutine.close(co)
    assert.is_nil(support.slurp("/proc/" .. pid .. "/stat"))
  end)

  it("are not met by spawn in what only looks like a policy", function()
    local fake = setmetatable({}, {__index = {compile = function()
      coroutine.yield()
    end}})
    local co = coroutine.create(function()
      return pcall(seccomp.spawn, {"true"}, {filter = fake})
    end)
    local _, ok, err = coroutine.resume(co)
    assert.is_false(ok)
    assert.truthy(tostring(err):find("a Policy, not table", 1, true))
  end)
end)

describe("several Lua states in one process", function()
  it("share nothing that matters, and the module stays loaded", function()
    local script = os.tmpname()
    support.spew(script, [[
      local seccomp = require "seccomp"
      local policy = require "seccomp.policy"
      return function()
        local f = seccomp.filter("allow", {arches = {"amd64", "x86", "s390x"
          and "arm"}}):add_rule({"socket", "semop"}, "kill", {1, "==", 1})
        f:add_rule("socket", "kill", {1, "!=", 1}, {2, "==", 3})
        assert(#f:rules() == 3)
        assert(f:program() == f:program())
        assert(not seccomp.syscall_number "opnat")
        local native = seccomp.native_arch()
        local p = policy.new {default = "allow", arches = {
          native == "x86" and "amd64" or native,
          native == "s390x" and "s390" or "x86"},
          rules = {{"socketcall", "ptrace", action = "kill"}}}
        assert(#p:diff(p) == 0)
        local q = seccomp.spawn({"true"}, {filter = p})
        assert(q:wait().exited == 0)
        seccomp.spawn {"true"}
      end
    ]])
    local child = support.script {native.program "states", script}
    os.remove(script)
    assert(child.code == 0, support.describe(child))
  end)
end)

describe("signals", function()
  it("do not end a wait, nor change its answer", function()
    local _, line = native.helper()
    support.succeeds(line .. [[
      local seccomp = require "seccomp"
      local fd = helper.drain() -- a signal each millisecond, that interrupts
      for _, options in ipairs {{}, {filter = seccomp.filter("allow")
        :add_rule("getcwd", "notify"), listener = true}} do
        local p = seccomp.spawn({"sh", "-c", "sleep 0.1; exit 3"}, options)
        assert(select(2, p:wait(0.01)) == "timeout")
        assert(p:wait().exited == 3)
        if p.listener then
          assert(select(2, p.listener:receive(5)) == "closed")
        end
      end
      for _ = 1, 20 do assert(seccomp.spawn({"true"}):wait().exited == 0) end
      -- calls that are received, looked at and answered meanwhile; and recorded
      local p = seccomp.spawn({"sh", "-c", "sleep 0.1; /bin/pwd; /bin/pwd"}, {
        filter = seccomp.filter("allow"):add_rule("getcwd", "notify"),
        listener = true, stdout = "null"})
      local got = 0
      while true do
        local req, why = p.listener:receive(5)
        if not req then
          assert(why == "closed", why)
          break
        end
        got = got + 1
        req:write(req.arg0, req:read(req.arg0, 8))
        req:continue()
      end
      assert(got > 0 and p:wait(5).exited == 0)
      local r = require("seccomp.record").record({"sh", "-c", "sleep 0.1"},
        {progress = false})
      assert(r.status.exited == 0 and #r:summary().calls > 5)
      helper.drained(fd)
    ]])
  end)
end)

describe("an interrupt", function()
  it("ends each wait, as Lua raises it", function()
    local child = support.run [[
      local seccomp = require "seccomp"
      local supervisor = require "seccomp.supervisor"
      local filter = seccomp.filter("allow"):add_rule("chdir", "notify")
      local interrupt = require("seccomp.core.signals").interrupts()
      local function waits(name, fn)
        local p <close> = seccomp.spawn({"sleep", "60"},
          {listener = true, filter = filter})
        local q <close> = seccomp.spawn {"sh", "-c",
          "sleep 0.2; kill -INT $PPID"}
        local ok, err = pcall(fn, p)
        assert(not ok and tostring(err):find "interrupted!$", name .. ": " ..
          tostring(err))
        interrupt() -- the lua program takes one only
      end
      waits("wait", function(p) p:wait() end)
      waits("wait so long", function(p) p:wait(60) end)
      waits("receive", function(p) p.listener:receive() end)
      waits("receive so long", function(p) p.listener:receive(60) end)
      waits("serve", function(p)
        supervisor.serve(p.listener, {default = "continue"})
      end)
      waits("record", function()
        require "seccomp.record".record({"sleep", "60"}, {progress = false})
      end)
    ]]
    assert(child.code == 0, support.describe(child))
  end)
end)

describe("a signal", function()
  it("ends no wait of a program that has a hook of its own", function()
    local _, line = native.helper()
    support.succeeds(line .. [[
      local seccomp = require "seccomp"
      debug.sethook(function() end, "", 1 << 20)
      helper.trap() -- its handler sets none
      local p <close> = seccomp.spawn({"sh", "-c", "sleep 0.2; " ..
        "kill -SYS $PPID; sleep 0.2; cd /; exec sleep 60"}, {listener = true,
        filter = seccomp.filter("allow"):add_rule("chdir", "notify")})
      local req = assert(p.listener:receive(60))
      assert(helper.trapped() ~= -1 and req.syscall == "chdir")
      req:continue()
      local q = seccomp.spawn {"sh", "-c",
        "sleep 0.2; kill -SYS $PPID; sleep 0.2"}
      assert(q:wait(60).exited == 0)
    ]])
  end)
end)

describe("without descriptors", function()
  it("calls say so, and all is well afterwards", function()
    local child = support.run([[
      local seccomp = require "seccomp"
      local policy = require "seccomp.policy"
      local record = require "seccomp.record"
      local f = seccomp.filter("allow"):add_rule("getcwd", "notify")
      local p = policy.new {default = "allow",
        rules = {{"ptrace", action = "errno(1)"}}}
      local path, saved = os.tmpname(), os.tmpname()
      local file = io.open(path, "w")
      file:write(tostring(p))
      file:close()
      local process = seccomp.spawn({"/bin/pwd"}, {filter = f, listener = true,
        stdout = "null", stderr = "null"})
      -- what is used for the first time is loaded now
      f:export_pfc() f:program() p:compile() policy.load(path)
      local recording = record.record({"true"}, {progress = false}):save(saved)
      record.load(saved)

      local function exhaust()
        local files = {}
        while true do
          local one = io.open "/dev/null"
          if not one then return files end
          files[#files + 1] = one
        end
      end
      local first
      for _ = 1, 3 do
        local files = exhaust()
        first = first or #files
        assert(#files == first, "descriptors were lost")
        local function fails(fn, ...)
          local ok, err = pcall(fn, ...)
          assert(not ok and err.code == "EMFILE", tostring(err))
        end
        fails(f.export_pfc, f)
        fails(policy.load, path)
        fails(seccomp.spawn, {"true"}, {filter = f, listener = true})
        fails(record.record, {"true"}, {progress = false})
        fails(record.load, saved)
        fails(recording.save, recording, saved)
        -- these need none
        assert(seccomp.spawn({"true"}):wait().exited == 0)
        assert(#p:compile() > 1 and #f:rules() == 1)
        seccomp.features()
        for _, one in ipairs(files) do one:close() end
      end
      -- the file is as it was
      assert(tostring(record.load(saved)) == tostring(recording))
      os.remove(saved)
      local files = exhaust()
      local request = process.listener:receive(5)
      assert(request.syscall == "getcwd")
      request:read(request.arg0, 8)
      request:fail "EACCES"
      assert(process:wait(5).exited)
      -- a listener is a descriptor, and is refused before the filter is there
      while #files > 0 do table.remove(files):close() end
      os.remove(path)
      files = exhaust()
      local ok, err = pcall(f.load, f)
      assert(not ok and err.code == "EMFILE", tostring(err))
      -- closed by the process's end; and what needs none still loads
      p:load()
      os.exit(0)
    ]], {ulimit = "-n 40", loses = "descriptors"})
    assert(child.code == 0, support.describe(child))
  end)
end)

describe("without /proc", function()
  it("all works that has other ways, and the rest says so", function()
    local hide = "unshare -m sh -c " ..
      "'mount -t tmpfs none /proc && exec \"$@\"' -- "
    if support.unwatched "proc" then
      pending(support.unwatched "proc")
      return
    elseif support.command(hide .. "true").code ~= 0 then
      pending "this needs the right to mount"
      return
    end
    local script = os.tmpname()
    support.spew(script, [[
      local seccomp = require "seccomp"
      assert(not io.open "/proc/self/status")
      assert(seccomp.features().flags.tsync)
      local f = seccomp.filter("allow"):add_rule("getcwd", "notify")
      local p = seccomp.spawn({"/bin/pwd"}, {filter = f, listener = true,
        stdout = "null"})
      local r = p.listener:receive(5)
      assert(#r:read(r.arg0, 8) == 8)
      r:write(r.arg0, "/x\0")
      r:reply(3)
      assert(p:wait(5).exited == 0)
      -- threads cannot be counted, so tsync cannot be done without
      local g = seccomp.filter("allow"):add_rule("getcwd", "errno(2)")
      seccomp.set_api(1)
      local h = seccomp.filter("allow")
      if not h:get "tsync" then
        local ok, err = pcall(h.load, h)
        assert(not ok and err.code == "ESRCH" and
          err.message:find "unknown", tostring(err))
      end
      g:load()
      os.exit(0)
    ]])
    local child = support.script({"sh", "-c", hide .. support.lua .. " " ..
      script})
    os.remove(script)
    assert(child.code == 0, support.describe(child))
  end)
end)

describe("under an outer filter", function()
  local INNER = [[
    local seccomp = require "seccomp"
    local policy = require "seccomp.policy"
    local refused, wanted = ...
    local function filters()
      local text = io.open "/proc/self/status":read "a"
      return text:match "Seccomp_filters:%s*(%d+)"
    end
    local before = filters()
    if refused == "seccomp" then
      local features = seccomp.features()
      assert(#features.actions == 0 and #features.flags == 0 and
        #features.notify == 0)
      assert(not features.actions.allow and #features.arches > 10)
      assert(seccomp.api() == 1)
    end
    -- what needs no kernel works
    local f = seccomp.filter("allow"):add_rule("mkdirat", "errno(EACCES)")
    assert(refused ~= "seccomp" or f:get "tsync" == false)
    f:verify()
    local p = policy.new {default = "allow",
      rules = {{"mkdirat", action = "errno(EACCES)"}}}
    assert(#p:diff(p) == 0 and #p:compile() > 1)
    local function fails(fn, ...)
      local ok, err = pcall(fn, ...)
      assert(not ok and err.code == wanted and
        err.message:find "outer filter", tostring(err))
    end
    fails(f.load, f)
    fails(p.load, p)
    local program = f:program()
    fails(program.load, program)
    fails(program.load, program, {listener = true, tsync = false})
    if refused == "seccomp" then
      fails(program.load, program, {listener = true})
    end
    fails(seccomp.spawn, {"true"}, {filter = f})
    fails(seccomp.spawn, {"true"}, {filter = p})
    assert(seccomp.spawn({"true"}):wait().exited == 0)
    assert(not pcall(f.listener, f))
    assert(before == filters())
  ]]

  for _, refused in ipairs {"seccomp", "prctl"} do
    for _, errno in ipairs {"EPERM", "ENOSYS"} do
      it(("that refuses %s(2) with %s, load raises and nothing is installed")
        :format(refused, errno), function()
        local script, errors = os.tmpname(), io.tmpfile()
        support.spew(script, INNER)
        local words = support.interpreter()
        for _, word in ipairs {script, refused, errno} do
          words[#words + 1] = word
        end
        local process = seccomp.spawn(words, {stderr = errors,
          filter = seccomp.filter "allow"
            :add_rule(refused, "errno(" .. errno .. ")")})
        local outcome = process:wait(30)
        os.remove(script)
        errors:seek "set"
        assert.equal(0, outcome.exited, errors:read "a")
      end)
    end
  end
end)

describe("the tightest filter that Lua can live with", function()
  it("leaves all of the module that makes no calls", function()
    if not support.plain() then
      pending(support.unwatched "calls" or "to count takes calls, too")
      return
    end
    support.succeeds [[
      local seccomp = require "seccomp"
      local policy = require "seccomp.policy"
      local p = policy.new {default = "kill_process", rules = {
        {"brk", "mmap", "munmap", "mremap", "exit_group", "write",
          "newfstatat", "fstat", "ioctl", "rt_sigaction", "futex", "mmap2",
          "statx",
          "_llseek", optional = true, action = "allow"},
      }}
      local f = seccomp.filter("allow"):add_rule("mkdirat", "trap")
      f:program()
      p:load()
      for i = 1, 200 do
        local a = seccomp.action("errno", i)
        f:add_rule("read", a, {0, "==", i}, {1, "<", 7})
        assert(not pcall(f.add_rule, f, "opnat", "kill"))
      end
      assert(#f:rules() == 201 and not pcall(f.set, f, "x", 1))
      assert(seccomp.syscall_number "socket" and seccomp.arch "x86")
      local program = p:compile {prove = false}
      assert(program:simulate("write").name == "allow")
      assert(#program:disassemble() > 100)
      f:release()
      collectgarbage()
      io.stdout:write "ok\n"
      os.exit(0)
    ]]
  end)
end)

describe("what only the debug library can do", function()
  it("takes no object for another, and names what it can", function()
    support.succeeds [[
      local seccomp = require "seccomp"
      local f = seccomp.filter "allow"
      local function refused(text, fn, ...)
        local ok, err = pcall(fn, ...)
        assert(not ok and tostring(err):find(text, 1, true), tostring(err))
      end
      -- light userdata, and userdata without their metatable
      local light = debug.upvalueid(seccomp.filter, 1)
      refused("string expected, got light userdata", seccomp.program, light)
      refused("action expected, got light userdata", f.add_rule, f, "read",
        light)
      local bare = debug.setmetatable(seccomp.condition(0, "==", 1), nil)
      refused("condition expected, got userdata", f.add_rule, f, "read",
        "kill", bare)
      assert(#f:rules() == 0)
      -- a function that does not know its name
      debug.setupvalue(seccomp.native_arch, 1, nil)
      refused("bad argument #1 to '?'", seccomp.native_arch, 1)
    ]]
  end)
end)
