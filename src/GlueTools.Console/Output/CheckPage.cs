using System.IO;
using System.Text;

namespace GlueTools.Console.Output;

/// <summary>The page that explains a check: what it means, how it is found, how to mend it.</summary>
internal static class CheckPage
{
    /// <summary>Reads a page as it stands in the documentation; null where there is none.</summary>
    /// <param name="check">The check's name as the catalogue writes it.</param>
    internal static string? Of(string check)
    {
        using var page = typeof(CheckPage).Assembly.GetManifestResourceStream("checks/" + check);
        if (page is null)
        {
            return null;
        }

        using var text = new StreamReader(page, Encoding.UTF8);
        return text.ReadToEnd();
    }
}
