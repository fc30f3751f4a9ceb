using System.Text;

namespace GlueTools.Delegation.Findings;

/// <summary>A change in one line of words that stay the same: <c>Delegation example: Replace Address ns2.stale.example -45.10.4.1 +45.10.2.1</c>.</summary>
internal static class ChangeText
{
    internal static string Of(Change change)
    {
        var text = new StringBuilder();
        text.Append(change.Place).Append(' ').Append(change.Zone).Append(": ").Append(change.Action).Append(' ');
        text.Append(change.Record == ChangedRecord.Server ? change.Setting.ToString() : change.Record.ToString());
        if (change.Name is { } name)
        {
            text.Append(' ').Append(name);
        }

        Add(text, " -", change.OldNameServers);
        Add(text, " +", change.NewNameServers);
        Add(text, " -", change.OldAddresses);
        Add(text, " +", change.NewAddresses);
        Add(text, " -", change.OldDs);
        Add(text, " +", change.NewDs);
        Add(text, " ", change.Servers);
        if (change.Ttl is { } ttl)
        {
            text.Append(" TTL ").Append(ttl.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static void Add<T>(StringBuilder text, string sign, System.Collections.Generic.IReadOnlyList<T> values)
    {
        foreach (var value in values)
        {
            text.Append(sign).Append(value);
        }
    }
}
