using System.Collections.Generic;
using System.Text;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Reports.Escaping;
using GlueTools.Reports.Runs;

namespace GlueTools.Reports.Pictures;

/// <summary>Draws a delegation as an SVG that stands in a page.</summary>
public static class PictureWriter
{
    private const int NameLetters = 40, AddressLetters = 39, NoteLetters = 52;

    /// <summary>Draws the delegation.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="view">The evidence.</param>
    /// <param name="findings">What was found in it, those of one number together, in the order of their numbers.</param>
    /// <param name="id">What ids in it begin with.</param>
    /// <param name="earlier">What an earlier run says of the domain; null where none is laid beside.</param>
    public static void Write(StringBuilder output, DelegationView view, IReadOnlyList<IReadOnlyList<Finding>> findings, string id, SeenDelegation? earlier = null)
    {
        var picture = PictureReader.Read(view, findings, earlier);
        var layout = PictureLayout.Of(picture);
        var svg = new SvgText(output);
        svg.Raw("<svg class=\"map\" viewBox=\"0 0 ").Raw(SvgText.Number(PictureLayout.Width)).Raw(" ").Raw(SvgText.Number(layout.Height));
        svg.Raw("\" role=\"img\" aria-labelledby=\"").Raw(id).Raw("t ").Raw(id).Raw("x\"><title id=\"").Raw(id).Raw("t\">");
        svg.Raw(HtmlText.Of("The delegation of " + picture.Domain)).Raw("</title><desc id=\"").Raw(id).Raw("x\">").Raw(HtmlText.Of(PictureWords.Of(picture))).Raw("</desc>");
        Heads(svg, picture, layout);
        Lines(svg, picture, layout);
        for (var i = 0; i < layout.Parents.Count; i++)
        {
            Parent(svg, picture, i, layout.Parents[i]);
        }

        for (var i = 0; i < layout.NameServers.Count; i++)
        {
            NameServer(svg, picture, picture.NameServers[i], layout.NameServers[i]);
        }

        for (var i = 0; i < layout.Servers.Count; i++)
        {
            Server(svg, picture.Servers[i], layout.Servers[i]);
        }

        svg.Raw("</svg>");
    }

    /// <summary>The name servers that a picture of it shows, and those for which it has no room.</summary>
    internal static IEnumerable<DomainName> NamesOf(DelegationView view, SeenDelegation? earlier) => PictureReader.NamesOf(view, earlier);

    private static void Heads(SvgText svg, DelegationPicture picture, PictureLayout layout)
    {
        const int Line = 18, MarksRight = PictureLayout.Width;
        svg.Text(0, Line, "layer", picture.ParentZone.Length == 0 ? "Parent" : picture.ParentZone == "." ? "Parent: the root" : "Parent: " + picture.ParentZone, 30);
        svg.Text(312, Line, "layer", "Name servers", 40);
        svg.Text(772, Line, "layer", "Servers of the zone", 40);
        svg.Marks(MarksRight, Line - 5, picture);
        if (picture.MoreNameServers > 0)
        {
            svg.Text(312, layout.Height - 4, "note", "and " + SvgText.Number(picture.MoreNameServers) + " more in the table below", NoteLetters);
        }

        if (picture.MoreServers > 0)
        {
            svg.Text(772, layout.Height - 4, "note", "and " + SvgText.Number(picture.MoreServers) + " more in the evidence below", NoteLetters);
        }
    }

    private static void Lines(SvgText svg, DelegationPicture picture, PictureLayout layout)
    {
        for (var i = 0; i < layout.NameServers.Count; i++)
        {
            var node = picture.NameServers[i];
            var place = layout.NameServers[i];
            foreach (var parent in node.Parents)
            {
                // Lines of different parents arrive beside each other, so that none hides another.
                var arrival = place.Y + 12 + (parent % 3 * 8);
                svg.Arrow(StyleOf(picture, parent), layout.Parents[parent].Right, layout.Parents[parent].Middle, place.X, arrival);
            }

            foreach (var beside in node.Beside)
            {
                // The registry's arrow arrives above that of the earlier run.
                var speaker = picture.Parents[beside].Speaker;
                svg.Arrow(StyleOf(speaker), layout.Parents[beside].Right, layout.Parents[beside].Middle, place.X, place.Y + (speaker == Speaker.Registry ? 34 : 42));
            }

            for (var row = 0; row < node.Rows.Count; row++)
            {
                Way(svg, node.Rows[row], PictureLayout.RowMiddle(place, row), place.Right, picture, layout);
            }
        }
    }

    /// <summary>From an address to the server there: dashed where only the parent gives it, dotted where only the zone does, with a cross at its end where nothing serves the zone.</summary>
    private static void Way(SvgText svg, AddressRow row, int y, int x, DelegationPicture picture, PictureLayout layout)
    {
        if (row.Server < 0)
        {
            return;
        }

        var style = (row.Glue.Count == 0 ? row.IsPublished ? "own" : StyleOf(row.IsInRegistry ? Speaker.Registry : Speaker.EarlierRun) : row.IsKnown && !row.IsPublished ? "stale" : "both") + (row.Marks.Count == 0 ? string.Empty : " " + HtmlText.Of(row.Marks[0].Severity));
        var server = layout.Servers[row.Server];
        if (picture.Servers[row.Server].Look is ServerLook.Serves or ServerLook.NotAsked)
        {
            svg.Arrow(style, x, y, server.X, server.Middle);
        }
        else
        {
            svg.BrokenArrow(style, x, y, server.X, server.Middle);
        }
    }

    private static void Parent(SvgText svg, DelegationPicture picture, int index, Place place)
    {
        var node = picture.Parents[index];
        var count = node.Sources.Count == 1 ? "1 server" : SvgText.Number(node.Sources.Count) + " servers";
        var head = node.Speaker == Speaker.Registry ? "Registry" : node.Speaker == Speaker.EarlierRun ? "Earlier run" : node.Addresses.Count == 0 ? "Given" : picture.Delegating > 1 && node.Delegates ? DelegationPicture.LetterOf(index) + ": " + count : count;
        svg.Raw("<g>");
        svg.Box(place, "box parent " + (node.Speaker != Speaker.Parent ? StyleOf(node.Speaker) : node.Delegates ? StyleOf(picture, index) : "silent"));
        var y = place.Y + PictureLayout.LineHeight + 4;
        svg.Text(place.X + 12, y, "name", head, 26);
        svg.Marks(place.Right - 6, place.Y + 16, node);
        foreach (var line in node.Lines)
        {
            y += PictureLayout.LineHeight;
            svg.Text(place.X + 12, y, "note", line, 38);
        }

        y += PictureLayout.LineHeight / 4;
        for (var i = 0; i < PictureLayout.SourceLines(node); i++)
        {
            y += PictureLayout.LineHeight;
            var isRest = i == PictureLayout.MostSources;
            svg.Text(place.X + 12, y, isRest ? "note" : "mono", isRest ? "and " + SvgText.Number(node.Sources.Count - i) + " more" : node.Sources[i], 31);
        }

        svg.Raw("</g>");
    }

    private static void NameServer(SvgText svg, DelegationPicture picture, NameServerNode node, Place place)
    {
        svg.Raw("<g>");
        svg.Box(place, node.Parents.Count == 0 ? "box only" : "box");
        svg.Text(place.X + 12, place.Y + 18, "name", node.Name, NameLetters);
        svg.Text(place.X + 12, place.Y + 34, "note", node.Note, NoteLetters);
        svg.Marks(place.Right - 6, place.Y + 16, node);
        if (node.Rows.Count == 0)
        {
            svg.Text(place.X + 12, PictureLayout.RowMiddle(place, 0) + 4, "note", node.WithoutAddress, NoteLetters);
        }

        if (node.MoreAddresses > 0)
        {
            svg.Text(place.X + 12, PictureLayout.RowMiddle(place, node.Rows.Count) + 4, "note", "and " + SvgText.Number(node.MoreAddresses) + " more in the table below", NoteLetters);
        }

        for (var i = 0; i < node.Rows.Count; i++)
        {
            var row = node.Rows[i];
            var middle = PictureLayout.RowMiddle(place, i);
            if (row.Marks.Count > 0)
            {
                svg.Rectangle(place.X + 4, middle - 10, place.Width - 8, 20, 5, "row " + HtmlText.Of(row.Marks[0].Severity));
            }

            svg.Text(place.X + 12, middle + 4, "mono", row.Address, AddressLetters);
            Holders(svg, picture, row, place.Right - 8, middle);
            svg.Marks(place.Right + 4 + (System.Math.Min(row.Marks.Count, SvgText.MostMarks) * SvgText.MarkWidth), middle, row);
        }

        svg.Raw("</g>");
    }

    /// <summary>Who holds an address: the parents by their letters where they differ, the zone, the registry, and what of that is otherwise than in the earlier run.</summary>
    private static void Holders(SvgText svg, DelegationPicture picture, AddressRow row, int right, int middle)
    {
        if (row.WasGlue is { } wasGlue && wasGlue != row.Glue.Count > 0)
        {
            Chip(StyleOf(Speaker.EarlierRun), wasGlue ? "was" : "new");
        }

        // Where it holds what the parent serves, as it should, nothing more need be said.
        if (row.IsInRegistry && row.Glue.Count == 0)
        {
            Chip(StyleOf(Speaker.Registry), "reg.");
        }

        if (row.IsPublished)
        {
            Chip("own", "zone");
        }

        if (row.Glue.Count == 0)
        {
            return;
        }

        var letters = string.Empty;
        foreach (var parent in row.Glue)
        {
            letters += DelegationPicture.LetterOf(parent);
        }

        var word = picture.Delegating <= 1 ? "glue" : letters.Length == picture.Delegating ? "all" : letters.Length > 3 ? "some" : letters;
        Chip(row.Glue.Count == 1 ? StyleOf(picture, row.Glue[0]) : "glue", word);

        void Chip(string style, string text)
        {
            right -= 36;
            svg.Rectangle(right, middle - 8, 34, 16, 4, "chip " + style);
            svg.Text(right + 17, middle + 4, "word", text, 4);
        }
    }

    private static void Server(SvgText svg, ServerNode node, Place place)
    {
        svg.Raw("<g>");
        svg.Box(place, "box server " + node.Look switch { ServerLook.Serves => "serves", ServerLook.NotAsked => "silent", ServerLook.Dead => "dead", _ => "fails" });
        svg.Text(place.X + 12, place.Y + 17, "mono", node.Address, AddressLetters);
        svg.Text(place.X + 12, place.Y + 33, "note", node.Says, 40);
        svg.Marks(place.Right - 6, place.Y + 30, node);
        svg.Raw("</g>");
    }

    private static string StyleOf(Speaker speaker) => speaker == Speaker.Registry ? "registry" : "earlier";

    private static string StyleOf(DelegationPicture picture, int parent) => picture.Delegating <= 1 ? "glue" : "p" + SvgText.Number(parent % 4);
}
