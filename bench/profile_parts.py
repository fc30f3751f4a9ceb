"""What parts of the client cost, as rows of profile.sh: reads what perf script prints with comm, pid, ip, sym and dso. A sample counts for a part where any function on its stack belongs to it."""
import collections
import re
import sys

PARTS = [
    ("letters and cookies of each question, and what an answer must show of them", r"ResponseProof|ServerCookie|LetterCase|QuestionForm|SecureRandom"),
    ("limits, pace and places at each server", r"QueryGate|ServerPace|ServerPlaces|RateBucket"),
    ("sockets of their own for busy servers", r"UdpSocketPool|OwnSockets"),
    ("ceilings, steps and time of each domain", r"AuditTally|AuditLimits|StepGate|OpenAudits"),
    ("whether the network is there, and what it loses", r"NetworkPulse|LossSeen|WayOut"),
    ("questions and searches that domains share", r"QuestionsInFlight|SharedWork"),
    ("names, addresses and answers that messages share", r"SharedParts|AnswerMemory"),
    ("doubts about a server, and their proof", r"ServerDoubts|ServerOpening|ZoneSilence"),
]
CHECK = re.compile(r"GlueTools\.Delegation\.Checks\.(\w+)::Run\b")
# Of these only what they do themselves counts: they call all the rest.
OWN_ONLY = {"limits, pace and places at each server", "ceilings, steps and time of each domain", "questions and searches that domains share"}

samples, parts, total = collections.Counter(), [(name, re.compile(pattern)) for name, pattern in PARTS], 0
stack = []
for line in [*sys.stdin, "end 0"]:
    if frame := re.match(r"\s+[0-9a-f]+ (.+?)(?:\+0x[0-9a-f]+)? \((.*)\)$", line.rstrip()):
        stack.append(frame[1])
    elif line.strip():
        if stack:
            total += 1
            for name, pattern in parts:
                if any(pattern.search(function) for function in (stack[:1] if name in OWN_ONLY else stack)):
                    samples[name] += 1
            if check := next((match[1] for function in stack if (match := CHECK.search(function))), None):
                samples["check " + check] += 1
        stack = []
for name, count in samples.most_common():
    print("| %s | %.1f |" % (name, 100 * count / max(1, total)))
