using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GlueTools.Site;

/// <summary>A page of the documentation, read from its Markdown.</summary>
internal sealed class Page
{
    // Raw HTML in a page is shown as it is written: nothing in the documentation needs it.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseYamlFrontMatter().UsePipeTables().UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub).DisableHtml().Build();

    private readonly MarkdownDocument _document;

    /// <param name="path">Where it lies in the repository, with slashes.</param>
    /// <param name="markdown">Its text.</param>
    internal Page(string path, string markdown)
    {
        Path = path;
        Address = AddressOf(path);
        _document = Markdown.Parse(markdown, Pipeline);
        Sections = ReadSections();
        Title = Sections[0].Title.Length > 0 ? Sections[0].Title : System.IO.Path.GetFileNameWithoutExtension(path);
        Anchors = _document.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? string.Empty).ToHashSet(StringComparer.Ordinal);
    }

    internal string Path { get; }

    /// <summary>Where it lies in the site, with slashes.</summary>
    internal string Address { get; }

    internal string Title { get; }

    /// <summary>What can be led to within it.</summary>
    internal IReadOnlySet<string> Anchors { get; }

    /// <summary>The text from one heading to the next, for the search.</summary>
    internal IReadOnlyList<Section> Sections { get; }

    /// <summary>Its links, which whoever makes the site directs to where things are there.</summary>
    internal IEnumerable<LinkInline> Links => _document.Descendants<LinkInline>();

    /// <summary>Where the page of a file comes to lie: <c>docs/checks/README.md</c> is <c>checks/index.html</c>, and what is not in docs lies in <c>project</c>.</summary>
    internal static string AddressOf(string path)
    {
        var within = path.StartsWith("docs/", StringComparison.Ordinal) ? path["docs/".Length..] : "project/" + path;
        var name = within.StartsWith("project/", StringComparison.Ordinal) || !within.EndsWith("README.md", StringComparison.Ordinal)
            ? within[..^".md".Length]
            : within[..^"README.md".Length] + "index";
        return name + ".html";
    }

    internal string ToHtml()
    {
        foreach (var table in _document.Descendants<Markdig.Extensions.Tables.Table>())
        {
            // Wide ones scroll, by keyboard too. How a column is aligned is the style sheet's affair: pages allow no style of their own.
            table.GetAttributes().AddPropertyIfNotExist("tabindex", "0");
            foreach (var cell in table.Descendants<Markdig.Extensions.Tables.TableCell>())
            {
                var column = cell.ColumnIndex >= 0 ? cell.ColumnIndex : ((Markdig.Extensions.Tables.TableRow)cell.Parent!).IndexOf(cell);
                if (column < table.ColumnDefinitions.Count && table.ColumnDefinitions[column].Alignment is { } alignment)
                {
                    cell.GetAttributes().AddClass(alignment.ToString().ToLowerInvariant());
                }
            }

            table.ColumnDefinitions.Clear();
        }

        // Code may be wider than the window, too; a column without a head has no empty one that a screen reader would name; elements without an end are written as HTML has them. What a page says
        // is escaped, so only markup is met.
        return _document.ToHtml(Pipeline).Replace("<pre><code", "<pre tabindex=\"0\"><code", StringComparison.Ordinal).Replace("<th></th>", "<td></td>", StringComparison.Ordinal)
            .Replace("<th>", "<th scope=\"col\">", StringComparison.Ordinal).Replace("<th class", "<th scope=\"col\" class", StringComparison.Ordinal).Replace(" />", ">", StringComparison.Ordinal);
    }

    private List<Section> ReadSections()
    {
        var sections = new List<Section>();
        var text = new StringBuilder();
        var (title, anchor) = (string.Empty, string.Empty);
        foreach (var block in _document)
        {
            if (block is HeadingBlock heading)
            {
                Close();
                title = TextOf(heading.Inline);
                anchor = sections.Count == 0 ? string.Empty : heading.GetAttributes().Id ?? string.Empty;
            }
            else if (block is not YamlFrontMatterBlock)
            {
                Collect(block, text);
            }
        }

        Close();
        return sections;

        void Close()
        {
            if (title.Length > 0 || text.ToString().Trim().Length > 0)
            {
                sections.Add(new Section(title, anchor, string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
            }

            text.Clear();
        }
    }

    private static void Collect(MarkdownObject block, StringBuilder text)
    {
        if (block is FencedCodeBlock or CodeBlock)
        {
            text.Append(' ').Append(((LeafBlock)block).Lines.ToString());
        }
        else if (block is LeafBlock { Inline: { } inline })
        {
            text.Append(' ').Append(TextOf(inline));
        }
        else if (block is ContainerBlock container)
        {
            foreach (var child in container)
            {
                Collect(child, text);
            }
        }
    }

    private static string TextOf(ContainerInline? inline)
    {
        using var writer = new StringWriter();
        foreach (var part in inline?.Descendants() ?? [])
        {
            writer.Write(part switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline => " ",
                _ => string.Empty,
            });
        }

        return writer.ToString();
    }
}

/// <summary>A part of a page that the search can lead to.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Anchor">The heading's id; empty for the beginning of the page.</param>
/// <param name="Text">What it says, as plain words.</param>
internal sealed record Section(string Title, string Anchor, string Text);
