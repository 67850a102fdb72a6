--- Policies in the formats of others: bytes for the kernel, source for C,
-- profiles for containers, units for systemd.
--
-- Each format is one file in the directory `format` beside this one, and
-- nothing else lists it. It gives a table: `summary`; `binary` (its text is
-- bytes); `write(policy, options)`, which gives text and a report; where it can
-- be read back `read(text, options)`, which gives a Policy and a report; where
-- it can say a program `of_program(program)`; and `options`, `{write = {NAME =
-- TYPE}, read = …}`, where it has any.
-- @module seccomp.format

-- SPDX-License-Identifier: MIT
local formats = require "seccomp.formats"
require "seccomp.policy" -- what is read has all its methods

return formats
