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

-- `make rockspec` writes the lists; spec/packaging_spec.lua holds them against
-- the directories
build = {
  type = "builtin",
  modules = {
    ["seccomp.core"] = {
      sources = {
        -- C files
        "lua_seccomp.c",
        "src/action.c",
        "src/args.c",
        "src/bpf/analyse.c",
        "src/bpf/atoms.c",
        "src/bpf/bits.c",
        "src/bpf/bypass.c",
        "src/bpf/bytes.c",
        "src/bpf/cases.c",
        "src/bpf/chains.c",
        "src/bpf/compile.c",
        "src/bpf/cover.c",
        "src/bpf/decision.c",
        "src/bpf/dgraph.c",
        "src/bpf/diagram.c",
        "src/bpf/disassemble.c",
        "src/bpf/emit.c",
        "src/bpf/facts.c",
        "src/bpf/fates.c",
        "src/bpf/flow.c",
        "src/bpf/meaning.c",
        "src/bpf/origins.c",
        "src/bpf/policy.c",
        "src/bpf/recover.c",
        "src/bpf/regions.c",
        "src/bpf/returns.c",
        "src/bpf/rulelist.c",
        "src/bpf/rules.c",
        "src/bpf/search.c",
        "src/bpf/sequence.c",
        "src/bpf/simulate.c",
        "src/bpf/spans.c",
        "src/bpf/stack.c",
        "src/bpf/validate.c",
        "src/bpf/witness.c",
        "src/bypass.c",
        "src/call.c",
        "src/condition.c",
        "src/deadline.c",
        "src/error.c",
        "src/file.c",
        "src/filter.c",
        "src/filter_add.c",
        "src/filter_attributes.c",
        "src/filter_output.c",
        "src/filter_rules.c",
        "src/guard.c",
        "src/journal.c",
        "src/kernel/abis.c",
        "src/kernel/errno.c",
        "src/kernel/in_memory.c",
        "src/listener.c",
        "src/load.c",
        "src/names.c",
        "src/passing.c",
        "src/policy.c",
        "src/policy_file.c",
        "src/policy_rules.c",
        "src/process.c",
        "src/process_spawn.c",
        "src/program.c",
        "src/proof.c",
        "src/recovery.c",
        "src/request.c",
        "src/request_memory.c",
        "src/rulemodel.c",
        "src/ruletree.c",
        "src/signals.c",
        "src/source.c",
        "src/spawn.c",
        "src/syscalls.c",
        "src/text.c",
        "src/trace.c",
        "src/tracer.c",
        -- end
      },
      defines = {"_GNU_SOURCE"},
      incdirs = {"$(SECCOMP_INCDIR)"},
      libdirs = {"$(SECCOMP_LIBDIR)"},
      -- the last two are parts of their own before glibc 2.34
      libraries = {"seccomp", "pthread", "dl"},
    },
    -- Lua files
    ["seccomp.cli.build"] = "lib/seccomp/cli/build.lua",
    ["seccomp.cli.call"] = "lib/seccomp/cli/call.lua",
    ["seccomp.cli.compare"] = "lib/seccomp/cli/compare.lua",
    ["seccomp.cli.completion"] = "lib/seccomp/cli/completion.lua",
    ["seccomp.cli.explain"] = "lib/seccomp/cli/explain.lua",
    ["seccomp.cli.help"] = "lib/seccomp/cli/help.lua",
    ["seccomp.cli"] = "lib/seccomp/cli/init.lua",
    ["seccomp.cli.input"] = "lib/seccomp/cli/input.lua",
    ["seccomp.cli.judge"] = "lib/seccomp/cli/judge.lua",
    ["seccomp.cli.look"] = "lib/seccomp/cli/look.lua",
    ["seccomp.cli.record"] = "lib/seccomp/cli/record.lua",
    ["seccomp.cli.repl"] = "lib/seccomp/cli/repl.lua",
    ["seccomp.cli.returns"] = "lib/seccomp/cli/returns.lua",
    ["seccomp.cli.run"] = "lib/seccomp/cli/run.lua",
    ["seccomp.cli.show"] = "lib/seccomp/cli/show.lua",
    ["seccomp.cli.terminal"] = "lib/seccomp/cli/terminal.lua",
    ["seccomp.cli.tidy"] = "lib/seccomp/cli/tidy.lua",
    ["seccomp.error"] = "lib/seccomp/error.lua",
    ["seccomp.format"] = "lib/seccomp/format.lua",
    ["seccomp.format.asm"] = "lib/seccomp/format/asm.lua",
    ["seccomp.format.bpf"] = "lib/seccomp/format/bpf.lua",
    ["seccomp.format.c"] = "lib/seccomp/format/c.lua",
    ["seccomp.format.oci"] = "lib/seccomp/format/oci.lua",
    ["seccomp.format.pfc"] = "lib/seccomp/format/pfc.lua",
    ["seccomp.groups"] = "lib/seccomp/groups.lua",
    ["seccomp"] = "lib/seccomp/init.lua",
    ["seccomp.kernel.audit_arch"] = "lib/seccomp/kernel/audit_arch.lua",
    ["seccomp.kernel.halfwords"] = "lib/seccomp/kernel/halfwords.lua",
    ["seccomp.kernel.releases"] = "lib/seccomp/kernel/releases.lua",
    ["seccomp.kernel.twins"] = "lib/seccomp/kernel/twins.lua",
    ["seccomp.lint"] = "lib/seccomp/lint.lua",
    ["seccomp.lint.calls"] = "lib/seccomp/lint/calls.lua",
    ["seccomp.lint.catalogue"] = "lib/seccomp/lint/catalogue.lua",
    ["seccomp.lint.conditions"] = "lib/seccomp/lint/conditions.lua",
    ["seccomp.lint.needs"] = "lib/seccomp/lint/needs.lua",
    ["seccomp.lint.program"] = "lib/seccomp/lint/program.lua",
    ["seccomp.lint.reach"] = "lib/seccomp/lint/reach.lua",
    ["seccomp.lint.rules"] = "lib/seccomp/lint/rules.lua",
    ["seccomp.lint.study"] = "lib/seccomp/lint/study.lua",
    ["seccomp.oci"] = "lib/seccomp/oci.lua",
    ["seccomp.oci.calls"] = "lib/seccomp/oci/calls.lua",
    ["seccomp.oci.capabilities"] = "lib/seccomp/oci/capabilities.lua",
    ["seccomp.oci.conditions"] = "lib/seccomp/oci/conditions.lua",
    ["seccomp.oci.consumers"] = "lib/seccomp/oci/consumers.lua",
    ["seccomp.oci.encode"] = "lib/seccomp/oci/encode.lua",
    ["seccomp.oci.installed"] = "lib/seccomp/oci/installed.lua",
    ["seccomp.oci.json"] = "lib/seccomp/oci/json.lua",
    ["seccomp.oci.meaning"] = "lib/seccomp/oci/meaning.lua",
    ["seccomp.oci.other_formats"] = "lib/seccomp/oci/other_formats.lua",
    ["seccomp.oci.profile"] = "lib/seccomp/oci/profile.lua",
    ["seccomp.oci.report"] = "lib/seccomp/oci/report.lua",
    ["seccomp.oci.rules"] = "lib/seccomp/oci/rules.lua",
    ["seccomp.oci.runtime"] = "lib/seccomp/oci/runtime.lua",
    ["seccomp.oci.sisters"] = "lib/seccomp/oci/sisters.lua",
    ["seccomp.oci.stub"] = "lib/seccomp/oci/stub.lua",
    ["seccomp.oci.values"] = "lib/seccomp/oci/values.lua",
    ["seccomp.policy"] = "lib/seccomp/policy.lua",
    ["seccomp.policy.check"] = "lib/seccomp/policy/check.lua",
    ["seccomp.policy.compare"] = "lib/seccomp/policy/compare.lua",
    ["seccomp.policy.compare_text"] = "lib/seccomp/policy/compare_text.lua",
    ["seccomp.policy.filter"] = "lib/seccomp/policy/filter.lua",
    ["seccomp.policy.holds"] = "lib/seccomp/policy/holds.lua",
    ["seccomp.policy.parts"] = "lib/seccomp/policy/parts.lua",
    ["seccomp.policy.recover"] = "lib/seccomp/policy/recover.lua",
    ["seccomp.policy.text"] = "lib/seccomp/policy/text.lua",
    ["seccomp.record"] = "lib/seccomp/record.lua",
    ["seccomp.record.arguments"] = "lib/seccomp/record/arguments.lua",
    ["seccomp.record.count"] = "lib/seccomp/record/count.lua",
    ["seccomp.record.file"] = "lib/seccomp/record/file.lua",
    ["seccomp.record.reduce"] = "lib/seccomp/record/reduce.lua",
    ["seccomp.record.watch"] = "lib/seccomp/record/watch.lua",
    ["seccomp.supervisor"] = "lib/seccomp/supervisor.lua",
    -- end
  },
  install = {
    bin = {
      -- programs
      ["lua-seccomp"] = "bin/lua-seccomp",
      -- end
    },
  },
}

test = {
  type = "command",
  command = "make test",
}
