-- SPDX-License-Identifier: MIT
-- A request answered by its number (Listener:respond) was not known to be
-- answered: a second answer raised only as long as the process had not taken
-- the first one, and said later that the process was gone, though it ran on;
-- `answered` was false and tostring said "pending" all the time.
local supervise = require "spec.supervise"

local function refused(fn, ...)
  local ok, err = pcall(fn, ...)
  assert.is_false(ok)
  assert.equal("EALREADY", err.code)
end

describe("a request answered by its number", function()
  it("is answered, also once the process has gone on", function()
    local process, finish = supervise.start("call", "getppid")
    local listener, request = process.listener, supervise.next(process)
    assert.is_true(listener:respond(request.id, {value = 42}))
    assert.equal(42, (supervise.result(finish())))
    assert.is_true(request.answered)
    assert.truthy(tostring(request):find("answered", 1, true))
    refused(request.reply, request, 0)
    refused(request.add_fd, request, 0)
    refused(request.read, request, request.ip, 1)
    refused(listener.respond, listener, request.id, {value = 0})
  end)

  it("is so too after an answer of its own", function()
    local process, finish = supervise.start("call", "getppid")
    local listener, request = process.listener, supervise.next(process)
    assert.is_true(request:reply(42))
    assert.equal(42, (supervise.result(finish())))
    refused(listener.respond, listener, request.id, {value = 0})
  end)

  it("is so after add_fd", function()
    local file <close> = assert(io.open "/etc/passwd")
    local process, finish = supervise.start("call", "getppid")
    local listener, request = process.listener, supervise.next(process)
    local fd = request:add_fd(file)
    assert.equal(fd, (supervise.result(finish())))
    refused(listener.respond, listener, request.id, {value = 0})
  end)
end)
