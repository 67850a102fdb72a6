# lua-seccomp. `make help` lists the targets.
LUA_VERSION ?= 5.4
LUA ?= lua$(LUA_VERSION)
CC ?= cc
PKG_CONFIG ?= pkg-config
PREFIX ?= /usr/local
CFLAGS ?= -O2 -g

LUA_INCDIR ?= $(patsubst -I%,%,$(firstword $(filter -I%,$(shell $(PKG_CONFIG) --cflags-only-I lua$(LUA_VERSION) 2>/dev/null))))
SECCOMP_CFLAGS ?= $(shell $(PKG_CONFIG) --cflags libseccomp 2>/dev/null)
SECCOMP_LIBS ?= $(shell $(PKG_CONFIG) --libs libseccomp 2>/dev/null || echo -lseccomp)

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wconversion
# ours first: the user's flags come after, and win
OUR_CFLAGS = -std=c11 -D_GNU_SOURCE $(WARNINGS) -fvisibility=hidden -fPIC \
	$(if $(LUA_INCDIR),-I$(LUA_INCDIR)) $(SECCOMP_CFLAGS)

BUILD = build
SOURCES = lua_seccomp.c $(wildcard src/*.c src/bpf/*.c)
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
MODULE = $(BUILD)/lua/seccomp/core.so

.PHONY: all
all: $(MODULE)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(OUR_CFLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(MODULE): $(OBJECTS)
	@mkdir -p $(@D)
	$(CC) -shared $(LDFLAGS) -o $@ $(OBJECTS) $(SECCOMP_LIBS)

-include $(OBJECTS:.o=.d)

# one spec: make test SPEC=spec/filter_spec.lua
SPEC ?=
.PHONY: test
test: $(MODULE)
	LUA=$(LUA) BUILD=$(BUILD) LUA_PATH="lib/?.lua;lib/?/init.lua;;" \
	LUA_CPATH="$(BUILD)/lua/?.so;;" busted --lua=$(LUA) $(SPEC)
