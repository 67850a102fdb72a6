# SPDX-License-Identifier: MIT
# lua-seccomp. `make help` lists the targets and the variables.
#
# Nothing is asked of the system (pkg-config, cc) before a recipe needs the
# answer: `make demo` and `make check` begin on machines that have neither, and
# install them first.

LUA_VERSION ?= 5.4
ifeq ($(filter 5.4 5.5,$(LUA_VERSION)),)
$(error LUA_VERSION is $(LUA_VERSION), and lua-seccomp is a module for Lua 5.4 \
	and 5.5: leave LUA_VERSION out, for 5.4, or set it to 5.5, and let LUA and \
	LUA_INCDIR name that Lua where they are not found)
endif
LUA ?= lua$(LUA_VERSION)
PKG_CONFIG ?= pkg-config
INSTALL ?= install
CFLAGS ?= -O2 -g
BUILD ?= build

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LUA_LIBDIR ?= $(PREFIX)/lib/lua/$(LUA_VERSION)
LUA_SHAREDIR ?= $(PREFIX)/share/lua/$(LUA_VERSION)
MANDIR ?= $(PREFIX)/share/man
COMPLETIONDIR ?= $(PREFIX)/share/bash-completion/completions
ZSH_COMPLETIONDIR ?= $(PREFIX)/share/zsh/site-functions
FISH_COMPLETIONDIR ?= $(PREFIX)/share/fish/vendor_completions.d

# $(call ask,NAME,command): the command's output, which also becomes NAME's
# value, so that the command runs once
ask = $(eval $(1) := $(shell $(2)))$($(1))

# the names that distributions gave Lua's .pc file
LUA_PC ?= $(call ask,LUA_PC,for pc in lua$(LUA_VERSION) lua-$(LUA_VERSION) \
	lua$(subst .,,$(LUA_VERSION)) lua; do $(PKG_CONFIG) --exists \
	"$$pc >= $(LUA_VERSION)" 2>/dev/null && echo $$pc && break; done)
ifdef LUA_INCDIR
LUA_CFLAGS ?= -I$(LUA_INCDIR)
else
LUA_CFLAGS ?= $(call ask,LUA_CFLAGS,$(PKG_CONFIG) --cflags $(LUA_PC) \
	2>/dev/null)
endif
LUA_LIBS ?= $(call ask,LUA_LIBS,$(PKG_CONFIG) --libs $(LUA_PC) 2>/dev/null \
	|| echo -llua$(LUA_VERSION))
SECCOMP_CFLAGS ?= $(call ask,SECCOMP_CFLAGS,$(PKG_CONFIG) --cflags libseccomp \
	2>/dev/null)
SECCOMP_LIBS ?= $(call ask,SECCOMP_LIBS,$(PKG_CONFIG) --libs libseccomp \
	2>/dev/null || echo -lseccomp)

# of the C library; a part of its own before glibc 2.34
SYSTEM_LIBS = -pthread -ldl

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wconversion
# ours first: the user's flags come after, and win
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 $(WARNINGS) \
	-fPIC -DLUA_SECCOMP_LUA=$(subst .,0,$(LUA_VERSION)) \
	$(LUA_CFLAGS) $(SECCOMP_CFLAGS) $(CPPFLAGS) $(CFLAGS)

# a file of C more, in the builds of asan and coverage
WATCH ?=
LINK = $(CC) -shared -fPIC $(LDFLAGS) -o $(MODULE) $(OBJECTS) $(WATCH) \
	$(SECCOMP_LIBS) $(SYSTEM_LIBS)

# $(call rooms,SUFFIX): the files of that ending in src and its rooms
rooms = $(foreach depth,src src/* src/*/*,$(wildcard $(depth)/*.$(1)))
SOURCES = lua_seccomp.c $(call rooms,c)
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
MODULE = $(BUILD)/lua/seccomp/core.so
EMBED = $(BUILD)/examples/embed/confined
LUA_FILES = $(patsubst lib/%,%,$(wildcard lib/*/*.lua \
	lib/*/*/*.lua lib/*/*/*/*.lua))
PAGES = $(wildcard docs/*.[1-9])

# $(call with,DIR): how everything here runs against the module built in DIR
with = LUA="$(LUA)" LUA_CFLAGS="$(LUA_CFLAGS)" LUA_LIBS="$(LUA_LIBS)" \
	BUILD="$(1)" LUA_PATH="lib/?.lua;lib/?/init.lua;;" \
	LUA_CPATH="$(1)/lua/?.so;;"
RUN = $(call with,$(BUILD))
CLI = $(RUN) $(LUA) -e 'os.exit(require("seccomp.cli").main(arg))' -
BUSTED = busted --lua="$$(command -v $(LUA))"

.PHONY: all
all: $(MODULE)

$(BUILD)/%.o: %.c $(BUILD)/compile.flags
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<

$(MODULE): $(OBJECTS) $(WATCH) $(BUILD)/link.flags
	@mkdir -p $(@D)
	$(LINK)

# hold the commands, and are newer than what they made when a command changed
$(BUILD)/compile.flags: COMMAND = $(COMPILE)
$(BUILD)/link.flags: COMMAND = $(LINK)
$(BUILD)/%.flags: FORCE
	@mkdir -p $(@D)
	@new=$@.$$$$; printf '%s\n' '$(subst ','\'',$(COMMAND))' >$$new; \
		cmp -s $$new $@ && rm $$new || mv $$new $@
.PRECIOUS: $(BUILD)/%.flags
.PHONY: FORCE

-include $(OBJECTS:.o=.d)

# a C program with Lua and this module inside it
$(EMBED): examples/embed/confined.c $(OBJECTS) $(WATCH)
	@mkdir -p $(@D)
	$(COMPILE) $(LDFLAGS) -o $@ $< $(OBJECTS) $(WATCH) $(LUA_LIBS) \
		$(SECCOMP_LIBS) $(SYSTEM_LIBS)

# the same without a shared library, where Lua and libseccomp have archives
$(EMBED)-static: examples/embed/confined.c $(OBJECTS)
	@mkdir -p $(@D)
	$(COMPILE) $(LDFLAGS) -static -o $@ $< $(OBJECTS) $(LUA_LIBS) \
		$(SECCOMP_LIBS) -lm $(SYSTEM_LIBS)

.PHONY: examples
examples: $(MODULE) $(EMBED)

# demo, check: install what they lack, and only then look at what is there
.PHONY: demo
demo:
	@scripts/setup demo
	@$(MAKE) --no-print-directory run-demo

.PHONY: run-demo
run-demo: $(MODULE)
	@$(RUN) $(LUA) examples/demo.lua

.PHONY: check
check:
	@scripts/setup check
	@MAKE="$(MAKE)" BUILD="$(BUILD)" scripts/check check

# in less than a minute; make check has the rest
.PHONY: quick
quick:
	@MAKE="$(MAKE)" BUILD="$(BUILD)" scripts/check quick

.PHONY: lint
lint:
	@MAKE="$(MAKE)" BUILD="$(BUILD)" scripts/check lint

# one spec: make test SPEC=spec/filter_spec.lua
SPEC ?=
.PHONY: test
test: examples
	@$(RUN) $(BUSTED) $(SPEC)

# the same on another processor, in an image of Debian's: docs/ports.md
SUITE ?= bookworm
.PHONY: check-arch
check-arch:
	@scripts/guest/check "$(ARCH)" "$(SUITE)" $(SPEC)

.PHONY: format
format:
	clang-format -i lua_seccomp.c $(call rooms,[ch]) \
		$(wildcard examples/*/*.c fuzz/*.[ch] bench/*.[ch] scripts/*.c spec/*.c \
		spec/c/*.[ch])

.PHONY: rockspec
rockspec:
	$(LUA) scripts/rockspec.lua

.PHONY: manual
manual: $(MODULE)
	$(RUN) $(LUA) scripts/manual.lua

# bin/lua-seccomp with the interpreter and the directories of an installation
AS_INSTALLED = sed -e '1s|lua5.4|$(LUA)|' -e '/^local root/d' -e \
	's|^local share, lib = .*|local share, lib = "$(LUA_SHAREDIR)", "$(LUA_LIBDIR)"|'

.PHONY: install
install: $(MODULE)
	$(INSTALL) -d "$(DESTDIR)$(LUA_LIBDIR)/seccomp"
	$(INSTALL) -m 755 $(MODULE) "$(DESTDIR)$(LUA_LIBDIR)/seccomp/core.so"
	for file in $(LUA_FILES); do \
		$(INSTALL) -d "$(DESTDIR)$(LUA_SHAREDIR)/$${file%/*}" && \
		$(INSTALL) -m 644 "lib/$$file" \
			"$(DESTDIR)$(LUA_SHAREDIR)/$$file" || exit 1; done
	$(INSTALL) -d "$(DESTDIR)$(BINDIR)"
	$(AS_INSTALLED) bin/lua-seccomp >"$(BUILD)/lua-seccomp"
	$(INSTALL) -m 755 "$(BUILD)/lua-seccomp" "$(DESTDIR)$(BINDIR)"
	for file in $(PAGES); do dir="$(DESTDIR)$(MANDIR)/man$${file##*.}"; \
		$(INSTALL) -d "$$dir" && $(INSTALL) -m 644 "$$file" "$$dir" || \
		exit 1; done
	@write() { $(CLI) --completion $$1 >"$(BUILD)/completion" && \
		$(INSTALL) -d "$(DESTDIR)$$2" && \
		$(INSTALL) -m 644 "$(BUILD)/completion" "$(DESTDIR)$$2/$$3"; }; \
	if write bash "$(COMPLETIONDIR)" lua-seccomp; then \
		write zsh "$(ZSH_COMPLETIONDIR)" _lua-seccomp && \
		write fish "$(FISH_COMPLETIONDIR)" lua-seccomp.fish; \
	else echo "without completion for shells: see above"; fi

.PHONY: uninstall
uninstall:
	rm -f "$(DESTDIR)$(LUA_LIBDIR)/seccomp/core.so"
	for file in $(LUA_FILES); do \
		rm -f "$(DESTDIR)$(LUA_SHAREDIR)/$$file"; done
	rm -f "$(DESTDIR)$(BINDIR)/lua-seccomp" \
		"$(DESTDIR)$(COMPLETIONDIR)/lua-seccomp" \
		"$(DESTDIR)$(ZSH_COMPLETIONDIR)/_lua-seccomp" \
		"$(DESTDIR)$(FISH_COMPLETIONDIR)/lua-seccomp.fish"
	for file in $(PAGES); do \
		rm -f "$(DESTDIR)$(MANDIR)/man$${file##*.}/$${file##*/}"; done
	for dir in $(sort $(addprefix $(LUA_SHAREDIR)/,$(dir $(LUA_FILES))) \
		$(LUA_LIBDIR)/seccomp/); do printf '%s\n' "$(DESTDIR)$$dir"; done | \
		sort -r | while read -r dir; do \
		rmdir "$$dir" 2>/dev/null || true; done

# of what is committed: the archive of a release, a rock and Debian's packages
# of it; `deb-check` installs these in a Debian of its own, as root
.PHONY: dist
dist:
	@BUILD="$(BUILD)" scripts/dist

.PHONY: rock
rock:
	@scripts/setup rock
	@BUILD="$(BUILD)" scripts/dist rock

.PHONY: deb deb-check
deb deb-check:
	@scripts/setup deb
	@BUILD="$(BUILD)" scripts/deb $(if $(filter deb,$@),build,check)

# The suite with Lua's collector at work, in the specs and in the programs that
# they start: without a pause, generational, and with a full collection at each
# place of ours that allocates (spec/c/collector.c)
INIT_NAME = LUA_INIT_$(subst .,_,$(LUA_VERSION))
PAUSE_5.4 = collectgarbage("setpause", 0)
PAUSE_5.5 = collectgarbage("param", "pause", 0)
PAUSE = $(PAUSE_$(LUA_VERSION))
GENERATIONAL = collectgarbage("generational")
EACH = package.loadlib("$(abspath $(BUILD))/spec/collector.so", \
	"luaopen_collector")()

$(BUILD)/spec/collector.so: spec/c/collector.c spec/c/collecting.h
	@mkdir -p $(@D)
	$(COMPILE) -shared $(LDFLAGS) -o $@ $< -lpthread

.PHONY: collectors
collectors:
	@$(MAKE) --no-print-directory collector-pause
	@$(MAKE) --no-print-directory collector-generational
	@$(MAKE) --no-print-directory collector-each

collector-pause: COLLECTOR = $(PAUSE)
collector-generational: COLLECTOR = $(GENERATIONAL)
collector-each: COLLECTOR = $(EACH)
.PHONY: collector-pause collector-generational collector-each
collector-pause collector-generational collector-each: examples \
		$(BUILD)/spec/collector.so
	@echo "suite under $(@:collector-%=%)"
	@$(RUN) $(INIT_NAME)='$(COLLECTOR)' $(BUSTED) $(SPEC)

# The suite with the module under AddressSanitizer and UBSan. The
# interpreter is not built with them, so the run-time library comes in by
# LD_PRELOAD. scripts/asan.c looks for leaks, unless LEAKS is 0: each load and
# each end of a process take their time for that.
# Variables of threads have a place from the start: where it guesses at the size
# of those that come later, LeakSanitizer may read any address. Reports name lines
# and functions, not variables: to write those down is a quarter of the build.
# By gcc: the library that is to come first is another one of clang's.
LEAKS ?= 1
ASAN_CC ?= $(if $(findstring clang,$(CC)),gcc,$(CC))
ASAN = -O1 -g1 -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer -ftls-model=initial-exec
.PHONY: asan asan-build
asan-build:
	@$(MAKE) --no-print-directory -s BUILD=$(BUILD)/asan CC="$(ASAN_CC)" \
		CFLAGS="$(ASAN)" LDFLAGS="$(LDFLAGS) -fsanitize=address,undefined \
		-Wl,--wrap=syscall,--wrap=munmap" WATCH=scripts/asan.c examples

asan: asan-build
	@library="$$($(ASAN_CC) -print-file-name=libasan.so)" && \
		echo "suite under $$library" && \
		$(call with,$(BUILD)/asan) \
		ASAN_LIBRARY="$$library" LD_PRELOAD="$$library" \
		ASAN_OPTIONS=detect_leaks=$(LEAKS):leak_check_at_exit=0:abort_on_error=1:allocator_may_return_null=1 \
		LSAN_OPTIONS=use_globals=0 \
		UBSAN_OPTIONS=print_stacktrace=1 $(BUSTED) $(SPEC)

# Two Lua states on two threads under ThreadSanitizer, in all that
# spec/threaded.lua calls. Older versions of its run-time library do not know
# the memory layouts of newer kernels, which setarch(8) turns off; newer ones
# take a process that clone(2) gives our memory for one that has a copy of it,
# and threads that it sees not joined yet at its end for lost.
SCRIPT ?= spec/threaded.lua
.PHONY: tsan
tsan:
	@$(MAKE) --no-print-directory -s BUILD=$(BUILD)/tsan \
		CFLAGS="-O0 -g1 -fsanitize=thread -Dclone=__clone" \
		LDFLAGS="$(LDFLAGS) -fsanitize=thread" $(BUILD)/tsan/states
	@$(call with,$(BUILD)/tsan) \
		TSAN_OPTIONS=suppressions=spec/threaded.supp:report_thread_leaks=0 \
		$$(setarch -R true 2>/dev/null && echo setarch -R) \
		$(BUILD)/tsan/states $(SCRIPT) 2

$(BUILD)/states: spec/c/states.c $(MODULE)
	$(COMPILE) -rdynamic $(LDFLAGS) -o $@ $< $(LUA_LIBS) -pthread

# scripts/coverage.c writes the counts of C before a filter may forbid it
.PHONY: coverage
coverage:
	@$(MAKE) --no-print-directory -s BUILD=$(BUILD)/coverage \
		CFLAGS="-O0 -g --coverage" LDFLAGS="$(LDFLAGS) --coverage \
		-Wl,--wrap=syscall" WATCH=scripts/coverage.c examples
	@$(call with,$(BUILD)/coverage) scripts/coverage $(BUSTED) $(SPEC)

# The sources, changed in small ways, one at a time, against the specs that run
# the changed lines: scripts/mutants/run.lua has the variables (FILES SEED
# PER_FILE MINUTES JOBS AGAIN SPECS WIDE). What was tried is kept.
.PHONY: mutants mutants-report
mutants: examples
	@$(LUA) scripts/mutants/run.lua

mutants-report:
	@$(LUA) scripts/mutants/run.lua report

# each fuzz/NAME.c with the plain C of src/bpf (those that read texts with the
# whole module), from the seeds of fuzz/corpus/NAME on, for FUZZ_SECONDS
FUZZ_SECONDS ?= 60
FUZZ_CC ?= clang
FUZZERS = $(patsubst fuzz/%.c,%,$(wildcard fuzz/*.c))
.PHONY: fuzz
fuzz:
	@scripts/setup fuzz
	@$(MAKE) --no-print-directory $(FUZZERS:%=fuzz-%)

.PHONY: $(FUZZERS:%=fuzz-%)
$(FUZZERS:%=fuzz-%): fuzz-%: $(BUILD)/fuzz/%
	@mkdir -p $(BUILD)/fuzz/corpus/$* $(BUILD)/fuzz/kept/$*
	@$(LUA) scripts/corpus.lua unpack fuzz/corpus/$*.hex $(BUILD)/fuzz/kept/$*
	$(RUN) LSAN_OPTIONS=suppressions=$(CURDIR)/fuzz/leaks.supp \
		$< -max_total_time=$(FUZZ_SECONDS) -timeout=20 -print_final_stats=1 \
		$(addprefix -dict=,$(wildcard fuzz/$*.dict)) \
		-artifact_prefix=$(BUILD)/fuzz/$*- $(BUILD)/fuzz/corpus/$* \
		$(BUILD)/fuzz/kept/$* $(wildcard fuzz/corpus/$*)

# what was learnt, without what adds nothing, into the corpora that are kept;
# inputs of more than CORPUS_LENGTH bytes would bloat them
CORPUS_LENGTH ?= 160
.PHONY: corpora $(FUZZERS:%=corpus-%)
corpora: $(FUZZERS:%=corpus-%)
$(FUZZERS:%=corpus-%): corpus-%: $(BUILD)/fuzz/%
	@mkdir -p $(BUILD)/fuzz/kept/$*
	@$(LUA) scripts/corpus.lua unpack fuzz/corpus/$*.hex $(BUILD)/fuzz/kept/$*
	@rm -rf $(BUILD)/fuzz/merged/$*
	@mkdir -p $(BUILD)/fuzz/merged/$*
	$(RUN) LSAN_OPTIONS=suppressions=$(CURDIR)/fuzz/leaks.supp \
		$< -merge=1 -use_counters=0 -max_len=$(CORPUS_LENGTH) \
		-artifact_prefix=$(BUILD)/fuzz/$*- \
		$(BUILD)/fuzz/merged/$* \
		$(BUILD)/fuzz/kept/$* $(BUILD)/fuzz/corpus/$*
	$(LUA) scripts/corpus.lua pack $(BUILD)/fuzz/merged/$* fuzz/corpus/$*.hex

# each fuzz target on the inputs that are kept, without a fuzzer
.PHONY: replay replay-build
replay-build: $(FUZZERS:%=$(BUILD)/replay/%)
replay: replay-build
	@for target in $(FUZZERS); do \
		printf '%s: ' $$target; \
		$(RUN) $(BUILD)/replay/$$target fuzz/corpus/$$target.hex \
			$$(ls fuzz/corpus/$$target/* 2>/dev/null) || exit; \
	done

$(BUILD)/replay/%: fuzz/%.c scripts/replay.c fuzz/texts.h fuzz/bend.h $(OBJECTS)
	@mkdir -p $(@D)
	$(COMPILE) $(LDFLAGS) -o $@ $< scripts/replay.c $(OBJECTS) \
		$(LUA_LIBS) $(SECCOMP_LIBS) $(SYSTEM_LIBS)

# those that read texts, or call the module otherwise
FUZZ_LUA = fuzz_policy fuzz_profile fuzz_sequence

FUZZ = $(FUZZ_CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -O1 -g \
	-fsanitize=fuzzer,address,undefined $(CPPFLAGS) -o $@ $<

PLAIN = $(wildcard src/bpf/*.c src/bpf/*/*.c)
$(BUILD)/fuzz/%: fuzz/%.c $(PLAIN) $(wildcard src/bpf/*.h src/bpf/*/*.h)
	@mkdir -p $(@D)
	$(FUZZ) $(PLAIN)

FUZZ_TEXTS = $(FUZZ_LUA:%=$(BUILD)/fuzz/%)
$(FUZZ_TEXTS): $(BUILD)/fuzz/%: fuzz/%.c fuzz/texts.h $(SOURCES)
	@mkdir -p $(@D)
	$(FUZZ) $(LUA_CFLAGS) $(SECCOMP_CFLAGS) $(SOURCES) $(LUA_LIBS) \
		$(SECCOMP_LIBS) $(SYSTEM_LIBS)

# the contestants in C of `make bench`, and what Lua needs to take part
BENCH = $(patsubst bench/%.c,$(BUILD)/bench/%,$(filter-out \
	bench/clock.c bench/mallocs.c,\
	$(wildcard bench/*.c))) $(BUILD)/bench/clock.so $(BUILD)/bench/mallocs.so

$(BUILD)/bench/%.so: bench/%.c
	@mkdir -p $(@D)
	$(COMPILE) -shared $(LDFLAGS) -o $@ $<

$(BUILD)/bench/%: bench/%.c bench/bench.h
	@mkdir -p $(@D)
	$(COMPILE) $(LDFLAGS) -o $@ $< $(SECCOMP_LIBS)

.PHONY: bench
bench:
	@scripts/setup bench
	@$(MAKE) --no-print-directory -s run-bench

.PHONY: run-bench
run-bench: $(MODULE) $(BENCH)
	@$(RUN) GO_SECCOMP="$(GO_SECCOMP)" $(LUA) bench/run

.PHONY: docs
docs:
	@scripts/setup docs
	@mkdir -p build/docs.src
	$(LUA) scripts/docs.lua $(SOURCES) \
		>build/docs.src/seccomp.lua
	HOME="$${HOME:-/}" ldoc --dir $(BUILD)/docs .
	$(LUA) scripts/links.lua $(BUILD)/docs

.PHONY: clean
clean:
	rm -rf $(BUILD)

.PHONY: help
help:
	@echo 'make            build the module into $(BUILD)/'
	@echo 'make demo       install what is missing, build, show what it does'
	@echo 'make check      install what is missing, then lint, tests, examples'
	@echo 'make quick      most specs, in a minute'
	@echo 'make test       the specs; one of them: SPEC=spec/filter_spec.lua'
	@echo 'make check-arch on another processor: ARCH=arm64, docs/ports.md'
	@echo 'make lint       compilers, static checkers, formats, duplicates'
	@echo 'make format     put the C files into the form that lint asks for'
	@echo 'make rockspec   its lists of files, anew'
	@echo 'make manual     its lists of groups and findings, anew'
	@echo 'make examples   build what the examples need'
	@echo 'make install    into PREFIX; uninstall takes the same variables'
	@echo 'make dist       the archive of a release from the last commit; make rock'
	@echo 'make deb        Debian packages of that; make deb-check tries them'
	@echo 'make asan       the specs under AddressSanitizer and UBSan'
	@echo 'make tsan       two Lua states on two threads under ThreadSanitizer'
	@echo 'make collectors the specs with the collector at its worst'
	@echo 'make coverage   the specs with line counts of C and Lua'
	@echo 'make mutants    small changes of the sources that no spec notices'
	@echo 'make fuzz       each fuzz target for FUZZ_SECONDS=$(FUZZ_SECONDS)'
	@echo 'make replay     each fuzz target on the inputs of fuzz/corpus'
	@echo 'make corpora    keep in fuzz/corpus what make fuzz learnt'
	@echo 'make bench      benchmarks'
	@echo 'make docs       API reference into $(BUILD)/docs (ldoc)'
	@echo 'make clean      remove $(BUILD)/'
	@echo
	@echo 'Variables: CC CFLAGS CPPFLAGS LDFLAGS PKG_CONFIG BUILD'
	@echo '  LUA=$(LUA) LUA_VERSION=$(LUA_VERSION) LUA_INCDIR (where lua.h is)'
	@echo '  DESTDIR PREFIX=$(PREFIX) BINDIR=$(BINDIR) MANDIR=$(MANDIR)'
	@echo '  COMPLETIONDIR=$(COMPLETIONDIR) (of bash)'
	@echo '  ZSH_COMPLETIONDIR=$(ZSH_COMPLETIONDIR)'
	@echo '  FISH_COMPLETIONDIR=$(FISH_COMPLETIONDIR)'
	@echo '  LUA_LIBDIR=$(LUA_LIBDIR) LUA_SHAREDIR=$(LUA_SHAREDIR)'
