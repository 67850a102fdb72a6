---@meta seccomp.policy

-- SPDX-License-Identifier: MIT

---Numbers of each arch of a rule, both ends included.
---@alias seccomp.NumberRange [integer, integer]

---A rule: syscalls (names, groups as "@basic-io", numbers where it is for one
---arch, or ranges of them) and what becomes of them.
---@class seccomp.PolicyRule
---@field [integer] string|integer|seccomp.NumberRange
---@field action seccomp.ActionSpec an errno name is each arch's own number
---@field when? seccomp.RuleCondition[] all must hold; a list of values: any
---@field arches? seccomp.ArchName[] some of the policy's
---@field optional? boolean no error where no arch of the rule has the call

---@class seccomp.PolicySpec
---@field default seccomp.ActionSpec
---@field bad_arch? seccomp.ActionSpec kill_process when left out
---@field arches? seccomp.ArchName[] native when left out
---@field unknown? seccomp.ActionSpec for numbers above the end of the table that are of no known call
---@field kernel? string a release of Linux: `unknown` is for what later ones brought, too
---@field rules seccomp.PolicyRule[] tried in order, the first match wins

---@class seccomp.CompileOptions
---@field prove? boolean true when left out
---@field budget? number seconds of CPU for the proof

---@class seccomp.PolicyLoadOptions: seccomp.LoadOptions, seccomp.CompileOptions

---@class seccomp.Finding
---@field id string
---@field severity "error"|"warning"|"note"
---@field message string
---@field fix string
---@field rule integer?
---@field witness seccomp.Call?

---A condition of a rule, held against a call.
---@class seccomp.NearCondition
---@field arg integer
---@field argument string its name
---@field width 16|32|64
---@field condition seccomp.RuleCondition as a rule has it
---@field text string
---@field value string the argument, in words
---@field holds boolean

---A rule that names a call.
---@class seccomp.NearRule
---@field rule integer
---@field action seccomp.Action
---@field decides boolean? true for the one that does
---@field why string? why it does not
---@field behind boolean? the call is socketcall or ipc, and the rule is for what that reaches
---@field conditions seccomp.NearCondition[]

---@class seccomp.policy
local policy = {}

---@param value any
---@return boolean
function policy.is(value) end

---@param spec seccomp.PolicySpec
---@return seccomp.Policy
function policy.new(spec) end

---From the text of a Lua policy file.
---@param source string
---@param name? string what messages call it
---@return seccomp.Policy
function policy.parse(source, name) end

---From a Lua policy file, or a JSON profile.
---@param path string
---@param options? seccomp.oci.ImportOptions for a JSON profile
---@return seccomp.Policy
---@return seccomp.oci.Report? report of the import
function policy.load(path, options) end

---What a program, stack of programs or filter does, as ordered rules, proven.
---@param program seccomp.Program|seccomp.Stack|seccomp.Filter
---@param options? seccomp.PolicyOfOptions
---@return seccomp.Policy
function policy.of(program, options) end

---Immutable; tostring is a policy file that reads back.
---@class seccomp.Policy
---@field default string
---@field bad_arch string
---@field arches seccomp.Arch[]
---@field unknown string?
---@field kernel string?
---@field rules seccomp.PolicyRule[]
local Policy = {}

---@param options? seccomp.CompileOptions
---@return seccomp.Program
function Policy:compile(options) end

---@param options? seccomp.PolicyLoadOptions
---@return seccomp.Policy|seccomp.Listener
function Policy:load(options) end

---Through libseccomp, verified.
---@return seccomp.Filter
function Policy:filter() end

---What the rules say of one call, and which of them: the first that matches.
---@param call seccomp.Call
---@return seccomp.Action action
---@return integer? rule its index, nil where none matches
---@return "rule"|"default"|"unknown"|"bad_arch" by what decided
function Policy:decide(call) end

---The rules that name a call, in their order, and why each does not decide it.
---@param call seccomp.Call
---@return seccomp.NearRule[]
function Policy:near(call) end

---@param options? { ignore: string[]?, program: seccomp.ProgramKind? }
---@return seccomp.Finding[]
function Policy:lint(options) end

---The same policy with every denial turned to log.
---@return seccomp.Policy
function Policy:complain() end

---Other's rules after its own.
---@param other seccomp.Policy
---@return seccomp.Policy
function Policy:merge(other) end

---@param other seccomp.ProgramLike
---@param options? { limit?: integer, budget?: number }
---@return seccomp.Witness[]
function Policy:diff(other, options) end

---All differences, each in one group.
---@param other seccomp.ProgramLike
---@param options? seccomp.CompareOptions
---@return seccomp.Comparison
function Policy:compare(other, options) end

---What either of the two permits.
---@param other seccomp.Policy
---@param options? seccomp.BudgetOptions
---@return seccomp.Policy
function Policy:union(other, options) end

---The policy with the calls of a recording allowed as well. Proven.
---@param recording seccomp.Recording
---@param options? { tightness: "names"|"arguments"|nil, launcher: boolean?, budget: number? }
---@return seccomp.Policy
---@return seccomp.Finding[]
function Policy:allow(recording, options) end

---What both of the two permit.
---@param other seccomp.Policy
---@param options? seccomp.BudgetOptions
---@return seccomp.Policy
function Policy:intersection(other, options) end

---The same meaning in no more rules.
---@param options? seccomp.PolicyOfOptions
---@return seccomp.Policy
function Policy:tidy(options) end

---In a form of seccomp.format.
---@param name seccomp.FormatName
---@param options? table what the form takes
---@return string text or bytes
---@return seccomp.oci.Loss[] report
function Policy:export(name, options) end

---A fresh copy, as `new` takes it.
---@return seccomp.PolicySpec
function Policy:data() end

return policy
