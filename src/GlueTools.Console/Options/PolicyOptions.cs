using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Reports.Policies;

namespace GlueTools.Console.Options;

/// <summary>What is reported, and how severe it is. What the command line says comes before what the policy file says.</summary>
internal sealed class PolicyOptions : IOptionGroup
{
    /// <summary>Follows a sentence about a name that nobody knows.</summary>
    internal const string WhereAllStand = " 'glue checks' lists them all.";

    private readonly Option<string[]> _check = Names("--check", "Report this check or code only (Glue* for all that begin so); may be repeated, or take several with commas.");
    private readonly Option<string[]> _exclude = Names("--exclude-check", "Leave this check or code out (Glue* for all that begin so); may be repeated, or take several with commas.");
    private readonly Option<Enum?> _minimum = Values.Word(typeof(Severity), "--min-severity", "SEVERITY", "Report from this severity on: info, notice, warning, error or critical (info).");
    private readonly Option<string> _policy = Texts.Option("--policy", "FILE", "Which findings to report and how severe they are, as JSON.");

    private readonly Option<string> _profile = Texts.Option("--profile", "NAME", "Judge by what a parent demands: " + string.Join(", ", CheckProfile.All.Select(profile => profile.Name)) + ".");
    private readonly Option<int> _expiry = Values.Number("--expiry-days", "With --registry, report a registration that ends within N days, 0 to 366 (30).", 0, CheckPolicy.MostExpiryDays);

    public void AddTo(Command command)
    {
        command.Add(_check);
        command.Add(_exclude);
        command.Add(_minimum);
        command.Add(_policy);
        _profile.CompletionSources.Add(_ => CheckProfile.All.Select(profile => new System.CommandLine.Completions.CompletionItem(profile.Name)));
        command.Add(_profile);
        command.Add(_expiry);
    }

    internal CheckPolicy Read(OptionReader options)
    {
        var file = options.ReadFile(_policy, text => PolicyReader.ReadJson(BoundedText.ReadToEnd(text, PolicyReader.LongestText), mistake => Tell(options, mistake)))
            ?? ReadProfile(options)?.Policy ?? CheckPolicy.Default;
        return file with
        {
            Include = options.Has(_check) ? ReadNames(options, _check) : file.Include,
            Exclude = [.. file.Exclude, .. ReadNames(options, _exclude)],
            MinimumSeverity = options.Word(_minimum, file.MinimumSeverity),
            ExpiryDays = options.Value(_expiry, file.ExpiryDays),
        };
    }

    /// <summary>The profile that was asked for; null where none was.</summary>
    internal CheckProfile? ReadProfile(OptionReader options)
    {
        if (options.Text(_profile) is not { } name)
        {
            return null;
        }

        if (options.Has(_policy))
        {
            options.Mistake("--profile is a policy, too; leave --policy out.");
        }

        var profile = CheckProfile.Find(name);
        if (profile is null)
        {
            options.Mistake("--profile takes " + string.Join(", ", CheckProfile.All.Select(one => one.Name)) + ", not '" + UserText.Shown(name) + "'.");
        }

        return profile;
    }

    private void Tell(OptionReader options, PolicyMistake mistake) => options.Mistake(
        _policy.Name + " " + UserText.Shown(options.Text(_policy)!) + ": " + mistake.Sentence + (mistake.UnknownName is null ? string.Empty : WhereAllStand));

    private static Option<string[]> Names(string name, string description)
    {
        var option = Texts.Repeated(name, "NAME", description);
        option.CompletionSources.Add(_ => CheckNames.All.Select(one => new System.CommandLine.Completions.CompletionItem(one)));
        return option;
    }

    private static List<string> ReadNames(OptionReader options, Option<string[]> option)
    {
        var names = new List<string>();
        foreach (var name in options.Texts(option).SelectMany(text => text.Split(',')).Select(name => name.Trim()))
        {
            var matching = CheckNames.Matching(name, CheckNames.All);
            if (matching.Count == 0)
            {
                options.Mistake(option.Name + ": " + CheckNames.ProblemOf(name, isCode: false) + WhereAllStand);
            }

            names.AddRange(matching);
        }

        return names;
    }
}
