--- `require "seccomp"`: Linux seccomp policies over libseccomp.
-- The C module is the whole of it; this file is where Lua finds it.
-- @module seccomp

-- SPDX-License-Identifier: MIT
return require "seccomp.core"
