using System.Collections.Generic;

namespace GlueTools.Reports.Pictures;

/// <summary>A finding at the place where it lies.</summary>
/// <param name="number">Its number in the list beside the picture.</param>
/// <param name="severity">Its severity.</param>
internal readonly struct Mark(int number, string severity)
{
    /// <summary>Its number in the list beside the picture.</summary>
    internal int Number { get; } = number;

    /// <summary>Its severity.</summary>
    internal string Severity { get; } = severity;
}

/// <summary>What can carry marks.</summary>
internal abstract class PictureNode
{
    /// <summary>The findings that lie here.</summary>
    internal List<Mark> Marks { get; } = [];

    /// <summary>Puts a finding here; of those with one number the first is enough.</summary>
    internal void Add(Mark mark)
    {
        if (!Marks.Exists(one => one.Number == mark.Number))
        {
            Marks.Add(mark);
        }
    }
}

/// <summary>Who speaks at the left of a picture.</summary>
internal enum Speaker
{
    /// <summary>The parent's servers, or what was given in their place.</summary>
    Parent,

    /// <summary>The registry, which holds what the servers should serve.</summary>
    Registry,

    /// <summary>An earlier run, which shows what the servers served then.</summary>
    EarlierRun,
}

/// <summary>Parent servers that say the same.</summary>
internal sealed class ParentNode : PictureNode
{
    private const int LineLetters = 35;

    /// <summary>Who they are, a line each.</summary>
    internal List<string> Sources { get; } = [];

    /// <summary>Their addresses, by which findings name them.</summary>
    internal List<string> Addresses { get; } = [];

    /// <summary>What they say, in a few words.</summary>
    internal string Says { get; set; } = string.Empty;

    /// <summary>The same in the lines in which it is drawn.</summary>
    internal IReadOnlyList<string> Lines => Wrapped(Says, LineLetters);

    /// <summary>Whether they delegate the domain.</summary>
    internal bool Delegates { get; set; }

    /// <summary>Who speaks there.</summary>
    internal Speaker Speaker { get; set; }

    /// <summary>Two lines at most; what is too long for the second is cut where it is drawn.</summary>
    private static List<string> Wrapped(string text, int most)
    {
        var lines = new List<string>();
        var line = string.Empty;
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > most && lines.Count == 0)
            {
                lines.Add(line);
                line = string.Empty;
            }

            line += line.Length == 0 ? word : " " + word;
        }

        lines.Add(line);
        return lines;
    }
}

/// <summary>An address of a name server: who holds it.</summary>
internal sealed class AddressRow : PictureNode
{
    /// <summary>The address.</summary>
    internal string Address { get; set; } = string.Empty;

    /// <summary>The parents that give it as glue, by their places.</summary>
    internal List<int> Glue { get; } = [];

    /// <summary>Whether the zone of the name publishes it.</summary>
    internal bool IsPublished { get; set; }

    /// <summary>Whether the registry holds it.</summary>
    internal bool IsInRegistry { get; set; }

    /// <summary>Whether it was glue in the earlier run; null where there is none, or it does not say.</summary>
    internal bool? WasGlue { get; set; }

    /// <summary>Whether it is known what the zone of the name publishes.</summary>
    internal bool IsKnown { get; set; }

    /// <summary>The server at the address, by its place; -1 where none is drawn.</summary>
    internal int Server { get; set; } = -1;
}

/// <summary>A name server with its addresses.</summary>
internal sealed class NameServerNode : PictureNode
{
    /// <summary>Its name.</summary>
    internal string Name { get; set; } = string.Empty;

    /// <summary>Where the name lies, and which side names it.</summary>
    internal string Note { get; set; } = string.Empty;

    /// <summary>The parents that name it, by their places.</summary>
    internal List<int> Parents { get; } = [];

    /// <summary>Whether the zone names it.</summary>
    internal bool IsInZone { get; set; }

    /// <summary>The registry and the earlier run where they hold it, by their places.</summary>
    internal List<int> Beside { get; } = [];

    /// <summary>Its addresses.</summary>
    internal List<AddressRow> Rows { get; } = [];

    /// <summary>Addresses that are not drawn.</summary>
    internal int MoreAddresses { get; set; }

    /// <summary>Why there are none; empty where there are some, or nothing is known.</summary>
    internal string WithoutAddress { get; set; } = string.Empty;
}

/// <summary>How a server looks from outside.</summary>
internal enum ServerLook
{
    /// <summary>It serves the zone.</summary>
    Serves,

    /// <summary>It answers, and does not serve the zone.</summary>
    Fails,

    /// <summary>Nothing usable comes back.</summary>
    Dead,

    /// <summary>It was not asked.</summary>
    NotAsked,
}

/// <summary>A server address of the child.</summary>
internal sealed class ServerNode : PictureNode
{
    /// <summary>Its address.</summary>
    internal string Address { get; set; } = string.Empty;

    /// <summary>How it looks.</summary>
    internal ServerLook Look { get; set; }

    /// <summary>What came of the questions, in a few words.</summary>
    internal string Says { get; set; } = string.Empty;
}

/// <summary>Both sides of a delegation as nodes and what leads from one to the other. It holds no places: <see cref="PictureLayout"/> finds these.</summary>
internal sealed class DelegationPicture : PictureNode
{
    /// <summary>Name servers that are drawn at most; the table beside the picture has all.</summary>
    internal const int MostNameServers = 13;

    /// <summary>Addresses of a name server that are drawn at most: one message can hold thousands.</summary>
    internal const int MostAddresses = 13;

    /// <summary>Servers that are drawn at most.</summary>
    internal const int MostServers = 26;

    /// <summary>The domain.</summary>
    internal string Domain { get; set; } = string.Empty;

    /// <summary>The parent zone; empty where it is not known.</summary>
    internal string ParentZone { get; set; } = string.Empty;

    /// <summary>The parents' groups, those that delegate first.</summary>
    internal List<ParentNode> Parents { get; } = [];

    /// <summary>How many of them delegate the domain.</summary>
    internal int Delegating { get; set; }

    /// <summary>The name servers.</summary>
    internal List<NameServerNode> NameServers { get; } = [];

    /// <summary>The servers.</summary>
    internal List<ServerNode> Servers { get; } = [];

    /// <summary>Name servers that are not drawn.</summary>
    internal int MoreNameServers { get; set; }

    /// <summary>Servers that are not drawn.</summary>
    internal int MoreServers { get; set; }

    /// <summary>A parent's letter, where parents differ.</summary>
    internal static string LetterOf(int parent) => ((char)('A' + (parent % 26))).ToString();
}
