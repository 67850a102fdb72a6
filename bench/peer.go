// SPDX-License-Identifier: MIT
// peer-go WORK RULES N BATCHES: what peer.c does, with libseccomp-golang.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"unsafe"

	seccomp "github.com/seccomp/libseccomp-golang"
)

type condition struct {
	arg  uint
	op   seccomp.ScmpCompareOp
	a, b uint64
}

type rule struct {
	name       string
	action     seccomp.ScmpAction
	conditions []condition
}

var (
	defaultAction seccomp.ScmpAction
	arches        []seccomp.ScmpArch
	rules         []rule
)

var ops = []seccomp.ScmpCompareOp{seccomp.CompareInvalid,
	seccomp.CompareNotEqual, seccomp.CompareLess, seccomp.CompareLessOrEqual,
	seccomp.CompareEqual, seccomp.CompareGreaterEqual, seccomp.CompareGreater,
	seccomp.CompareMaskedEqual}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func number(word string) uint64 {
	n, err := strconv.ParseUint(word, 10, 64)
	must(err)
	return n
}

func action(word, code string) seccomp.ScmpAction {
	switch word {
	case "allow":
		return seccomp.ActAllow
	case "errno":
		return seccomp.ActErrno.SetReturnCode(int16(number(code)))
	}
	return seccomp.ActKillProcess
}

func read(path string) {
	file, err := os.Open(path)
	must(err)
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		words := strings.Fields(lines.Text())
		switch words[0] {
		case "default":
			defaultAction = action(words[1], words[2])
		case "arch":
			arch, err := seccomp.GetArchFromString(words[1])
			must(err)
			arches = append(arches, arch)
		default:
			r := rule{name: words[3], action: action(words[1], words[2])}
			for i := 5; i < len(words); i += 4 {
				r.conditions = append(r.conditions, condition{
					uint(number(words[i])), ops[number(words[i+1])],
					number(words[i+2]), number(words[i+3])})
			}
			rules = append(rules, r)
		}
	}
}

func build() *seccomp.ScmpFilter {
	f, err := seccomp.NewFilter(defaultAction)
	must(err)
	for _, arch := range arches {
		must(f.AddArch(arch))
	}
	for _, r := range rules {
		call, err := seccomp.GetSyscallFromName(r.name)
		must(err)
		if len(r.conditions) == 0 {
			must(f.AddRule(call, r.action))
			continue
		}
		conditions := make([]seccomp.ScmpCondition, 0, len(r.conditions))
		for _, c := range r.conditions {
			values := []uint64{c.a}
			if c.op == seccomp.CompareMaskedEqual {
				values = append(values, c.b)
			}
			made, err := seccomp.MakeCondition(c.arg, c.op, values...)
			must(err)
			conditions = append(conditions, made)
		}
		must(f.AddRuleConditional(call, r.action, conditions))
	}
	return f
}

// Nanoseconds of CPU time of this process.
func cpu() float64 {
	const clockProcessCPUTime = 2
	var t syscall.Timespec
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, clockProcessCPUTime,
		uintptr(unsafe.Pointer(&t)), 0)
	return float64(t.Nano())
}

func main() {
	work, n, batches := os.Args[1], int(number(os.Args[3])),
		int(number(os.Args[4]))
	read(os.Args[2])
	null, err := os.OpenFile("/dev/null", os.O_WRONLY, 0)
	must(err)
	for ; batches > 0; batches-- {
		var run func()
		count := 1
		switch work {
		case "names":
			count = len(rules)
			run = func() {
				for _, r := range rules {
					_, err := seccomp.GetSyscallFromName(r.name)
					must(err)
				}
			}
		case "build":
			run = func() { build().Release() }
		case "program":
			run = func() {
				f := build()
				must(f.ExportBPF(null))
				f.Release()
			}
		case "export":
			f := build()
			must(f.ExportBPF(null))
			run = func() { must(f.ExportBPF(null)) }
		default:
			f := build()
			run = func() { must(f.Load()) }
		}
		start := cpu()
		for i := 0; i < n; i++ {
			run()
		}
		fmt.Printf("%.1f\n", (cpu()-start)/float64(n)/float64(count))
	}
}
