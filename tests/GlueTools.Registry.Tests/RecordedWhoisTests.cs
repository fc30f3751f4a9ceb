using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GlueTools.Dns.Names;
using GlueTools.Registry.Whois;

namespace GlueTools.Registry.Tests;

/// <summary>
/// A long check on answers that others recorded: the folder <c>spec/fixtures/responses</c> of a copy of weppos/whois-parser, named by the environment variable
/// GLUETOOLS_RECORDED_WHOIS. Each answer there has a file beside it that says what is in it. Nothing of it comes into this repository.
/// <para>An answer may be read for more than is written beside it (that reader keeps one address of each family, and none in some layouts), or not be
/// understood, which says so to the user; what it must not be is read for something else.</para>
/// </summary>
public sealed partial class RecordedWhoisTests
{
    private const string Variable = "GLUETOOLS_RECORDED_WHOIS";

    [Fact]
    public void Recorded_answers_give_what_is_written_beside_them()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Variable) is null, Variable + " names no folder of recorded answers.");
        List<string> wrong = [], missed = [];
        int answers = 0, servers = 0, states = 0;
        foreach (var file in Directory.GetFiles(Environment.GetEnvironmentVariable(Variable)!, "*.expected", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = Path.ChangeExtension(file, ".txt");
            // Servers of registrars: what they hold is no registry's word.
            if (!File.Exists(path) || IsOfRegistrar(path))
            {
                continue;
            }

            var text = File.ReadAllText(file);
            var asked = DomainOf(path);
            var read = WhoisReader.Read(File.ReadAllBytes(path), asked);
            var name = Path.GetRelativePath(Environment.GetEnvironmentVariable(Variable)!, path);
            if (Expected(text) is { } expected)
            {
                answers++;
                servers += expected.Length;
                var got = read.Domain?.Hosts.Select(Line).Order(StringComparer.Ordinal).ToArray() ?? [];
                if (read.Kind == WhoisAnswerKind.NotUnderstood || (got.Length == 0 && expected.Length > 0 && read.Kind != WhoisAnswerKind.NotRegistered))
                {
                    missed.Add(name);
                }
                else if (!expected.All(one => got.Any(host => one.Split(' ').All(word => host.Split(' ').Contains(word)))) || (expected.Length > 0 && got.Length != expected.Length))
                {
                    wrong.Add(name + ": " + read.Kind + "\n   " + string.Join(" | ", expected.Order(StringComparer.Ordinal)) + "\n   " + string.Join(" | ", got));
                }
            }

            if (text.Contains("response_throttled?\n  %s == true", StringComparison.Ordinal) || text.Contains("#available?\n  %s == true", StringComparison.Ordinal))
            {
                states++;
                var kind = text.Contains("throttled?\n  %s == true", StringComparison.Ordinal) ? WhoisAnswerKind.Limited : WhoisAnswerKind.NotRegistered;
                if (read.Kind == WhoisAnswerKind.NotUnderstood || (read.Kind == WhoisAnswerKind.Limited && kind == WhoisAnswerKind.NotRegistered))
                {
                    missed.Add(name);
                }
                else if (read.Kind != kind)
                {
                    wrong.Add(name + ": " + read.Kind + " instead of " + kind);
                }
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{answers} answers with {servers} name servers, {states} without a domain, {missed.Count} not understood, {wrong.Count} read otherwise");
        Assert.True(answers > 100);
        Assert.True(missed.Count * 20 < answers + states, string.Join('\n', missed));
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {answers + states}\n" + string.Join('\n', wrong));
    }

    private static bool IsOfRegistrar(string path) => File.ReadAllText(path).Contains("Registrar Registration Expiration Date", StringComparison.OrdinalIgnoreCase);

    private static string[]? Expected(string text)
    {
        var section = Regex.Match(text, @"(?ms)^#nameservers\n(.*?)(?=^#|\z)");
        if (!section.Success || section.Value.Contains("AttributeNotSupported", StringComparison.Ordinal))
        {
            return null;
        }

        return Regex.Matches(section.Value, @"\[(\d+)\]\.(name|ipv4|ipv6)\s+== ""?([^""\n]*)""?").GroupBy(match => match.Groups[1].Value)
            .Select(one => string.Join(' ', one.Select(match => match.Groups[3].Value.ToLowerInvariant()).Where(value => value.Length > 0 && value != "nil"))).ToArray();
    }

    private static string Line(Objects.RegisteredHost host) => string.Join(' ', host.Addresses.Select(address => address.ToString()).Prepend(host.Name.Text));

    private static DomainName DomainOf(string path)
    {
        var match = DomainLine().Match(File.ReadAllText(path));
        return match.Success && DomainNameInput.TryRead(match.Groups[1].Value.TrimEnd('.'), out var name, out _, out _) ? name : DomainName.Parse("nothing.example");
    }

    [GeneratedRegex(@"(?im)^\W*(?:\w[.]\s+)?(?:domain ?(?:name)?)\]?[ \t.]*:?\s*([\w.-]+\.\w[\w.-]+)")]
    private static partial Regex DomainLine();
}
