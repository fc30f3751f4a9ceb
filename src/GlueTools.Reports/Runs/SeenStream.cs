using System.Collections.Generic;
using System.IO;

namespace GlueTools.Reports.Runs;

/// <summary>Writes what was seen where there is no room for it in memory, and reads it back. For this process alone; no format to be kept.</summary>
public static class SeenStream
{
    /// <summary>Writes one.</summary>
    public static void Write(BinaryWriter to, SeenDelegation seen)
    {
        to.Write(seen.DomainName);
        to.Write((int)seen.Known);
        to.Write(seen.Why);
        to.Write(seen.SeenUtc);
        to.Write(seen.Part);
        to.Write(seen.IsWhole);
        to.Write(seen.KnowsDepth);
        Write(to, seen.Scope);
        Write(to, seen.Speakers);
        to.Write(seen.Facts.Count);
        foreach (var fact in seen.Facts)
        {
            to.Write((int)fact.Topic);
            to.Write(fact.Code);
            to.Write(fact.Name);
            Write(to, fact.Values);
            Write(to, fact.Servers);
            to.Write(fact.Rank);
            to.Write(fact.Text);
            to.Write(fact.IsUnknown);
        }
    }

    /// <summary>Reads one.</summary>
    public static SeenDelegation Read(BinaryReader from)
    {
        var name = from.ReadString();
        var known = (Topic)from.ReadInt32();
        string why = from.ReadString(), seenUtc = from.ReadString();
        var part = from.ReadInt32();
        bool isWhole = from.ReadBoolean(), knowsDepth = from.ReadBoolean();
        IReadOnlyList<string> scope = ReadTexts(from), speakers = ReadTexts(from);
        var facts = new List<Fact>();
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            facts.Add(new Fact((Topic)from.ReadInt32(), from.ReadString(), from.ReadString(), ReadTexts(from))
            {
                Servers = ReadTexts(from),
                Rank = from.ReadInt32(),
                Text = from.ReadString(),
                IsUnknown = from.ReadBoolean(),
            });
        }

        return new SeenDelegation(name, known, facts) { Why = why, Part = part, IsWhole = isWhole }.At(seenUtc, speakers, scope, knowsDepth);
    }

    private static void Write(BinaryWriter to, IReadOnlyList<string> texts)
    {
        to.Write(texts.Count);
        foreach (var text in texts)
        {
            to.Write(text);
        }
    }

    private static List<string> ReadTexts(BinaryReader from)
    {
        var texts = new List<string>();
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            texts.Add(from.ReadString());
        }

        return texts;
    }
}
