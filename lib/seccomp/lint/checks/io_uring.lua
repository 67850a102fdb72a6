--- io_uring.

-- SPDX-License-Identifier: MIT

local ipairs = ipairs

local function find(s)
  for _, arch in ipairs(s.data.arches) do
    local witness = s:permitted(arch, "io_uring_setup")
    if witness then
      s:add {
        id = "io-uring", witness = witness,
        message = ("on %s, io_uring is permitted: it opens files and " ..
          "sockets, and reads and writes them, past every other rule")
          :format(arch),
      }
      return
    end
  end
end

return {
  {id = "io-uring", severity = "warning",
    about = "io_uring reaches around every other rule.",
    fix = '{"@aio", action = "errno(ENOSYS)"}, in front',
    find = find},
}
