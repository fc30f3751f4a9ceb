using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GlueTools.House.Tests;

/// <summary>Scripts that nothing runs by itself still find what they import after a folder has moved.</summary>
public sealed partial class ScriptTests
{
    public static TheoryData<string> Scripts => new(Folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.py", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/bin/") && !file.Contains("/obj/") && !file.Contains("\\bin\\") && !file.Contains("\\obj\\"))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')));

    private static string[] Folders => ["bench", "tests", "tools", "build"];

    private static HashSet<string> OurOwn { get; } = Scripts.Select(row => Path.GetFileNameWithoutExtension(row.Data)).ToHashSet();

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_finds_what_it_imports(string script) => Assert.Empty(NotFound(File.ReadAllText(Path.Combine(Repository.Root, script)), Path.Combine(Repository.Root, Path.GetDirectoryName(script)!)));

    [Fact]
    public void A_script_that_looks_in_the_wrong_folder_is_found()
    {
        var bench = Path.Combine(Repository.Root, "bench", "floor");
        Assert.Equal(["zones"], NotFound("sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), \"..\"))\nfrom zones import ROOT\nimport os\n", bench));
        Assert.Empty(NotFound("sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), \"..\", \"..\", \"tests\", \"internet\"))\nfrom zones import ROOT\n", bench));
    }

    private static List<string> NotFound(string text, string folder)
    {
        var places = new HashSet<string> { folder };
        Read(text, folder, places, out var notFound);
        return notFound;
    }

    // What an imported script adds to the path counts for what is imported after it.
    private static void Read(string text, string folder, HashSet<string> places, out List<string> notFound)
    {
        notFound = [];
        foreach (Match line in Telling().Matches(text))
        {
            if (line.Groups[1].Success)
            {
                places.Add(Path.GetFullPath(Path.Combine([folder, .. Quoted().Matches(line.Groups[1].Value).Select(part => part.Groups[1].Value)])));
            }
            else if (OurOwn.Contains(line.Groups[2].Value))
            {
                var file = places.Select(place => Path.Combine(place, line.Groups[2].Value + ".py")).FirstOrDefault(File.Exists);
                if (file is null)
                {
                    notFound.Add(line.Groups[2].Value);
                }
                else
                {
                    Read(File.ReadAllText(file), Path.GetDirectoryName(file)!, places, out _);
                }
            }
        }
    }

    [GeneratedRegex(@"^sys\.path\.insert\(0, os\.path\.join\(os\.path\.dirname\(os\.path\.abspath\(__file__\)\)(.*)$|^(?:from|import) ([a-z_0-9]+)", RegexOptions.Multiline)]
    private static partial Regex Telling();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
