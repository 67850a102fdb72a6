rockspec_format = "3.0"
package = "lua-seccomp"
version = "scm-1"

source = {
  -- `luarocks make` in a checkout takes the files that are there
  url = "git+file://.",
}

description = {
  summary = "Linux seccomp policies over libseccomp, proven before they load",
  detailed = [[
    Builds seccomp filters for one arch or many, exports them as text and BPF,
    and loads them into the kernel. Errors are raised as objects that name the
    syscall, arch, argument and reason; nothing weaker than what was written is
    ever loaded in silence.
  ]],
  license = "MIT",
  labels = {"linux", "security", "sandbox", "seccomp"},
}

supported_platforms = {"linux"}

dependencies = {"lua >= 5.4, < 5.5"}

external_dependencies = {
  SECCOMP = {header = "seccomp.h", library = "seccomp"},
}

build = {
  type = "builtin",
  modules = {
    -- spec/packaging_spec.lua holds both lists against the directories
    ["seccomp.core"] = {
      sources = {
        "lua_seccomp.c",
        "src/action.c",
        "src/args.c",
        "src/condition.c",
        "src/error.c",
        "src/filter.c",
        "src/filter_attributes.c",
        "src/filter_output.c",
        "src/filter_rules.c",
        "src/journal.c",
        "src/load.c",
        "src/names.c",
        "src/syscalls.c",
        "src/bpf/policy.c",
      },
      defines = {"_GNU_SOURCE"},
      incdirs = {"$(SECCOMP_INCDIR)"},
      libdirs = {"$(SECCOMP_LIBDIR)"},
      libraries = {"seccomp"},
    },
    ["seccomp"] = "lib/seccomp/init.lua",
  },
}

test = {
  type = "command",
  command = "make test",
}
