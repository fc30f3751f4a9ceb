using System.CommandLine;
using System.IO;
using GlueTools.Console.Output;
using GlueTools.Console.Streams;
using GlueTools.Shared.Runs;

namespace GlueTools.Console.Options;

/// <summary>The file that takes results in place of standard output, and whether a run that was cut off goes on there.</summary>
internal sealed class ResultFileOptions : IOptionGroup
{
    private readonly Option<string> _output = Texts.Option("--output", "FILE", "Where to write instead of standard output; a file that is there is replaced.", "-o");

    private readonly Option<bool> _resume = Texts.Switch(
        "--resume", "Go on where the same command was cut off that wrote FILE; a journal beside it, FILE.run, tells. With --format jsonl or csv.");

    public void AddTo(Command command)
    {
        command.Add(_output);
        command.Add(_resume);
    }

    /// <summary>The file; null for standard output.</summary>
    internal string? ReadPath(OptionReader options) => options.Text(_output) is { } path && path != FileOption.StandardStream ? path : null;

    /// <summary>Whether the run goes on in its file.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="format">How rows are written.</param>
    /// <param name="isSaved">Whether saved evidence is judged.</param>
    internal bool ReadResume(OptionReader options, OutputFormat format, bool isSaved)
    {
        var path = ReadPath(options);
        if (!options.Switch(_resume))
        {
            if (path is not null && File.Exists(path + RunJournal.Suffix))
            {
                options.Mistake("-o: '" + UserText.Shown(path + RunJournal.Suffix) + "' is there, so '" + UserText.Shown(path)
                    + "' can be gone on with; give " + _resume.Name + ", or delete both to begin anew.");
            }

            return false;
        }

        if (path is null)
        {
            options.Mistake(_resume.Name + " goes on in a file; name it with --output FILE.");
        }

        if (format is not (OutputFormat.JsonL or OutputFormat.Csv))
        {
            options.Mistake(_resume.Name + " takes --format jsonl or csv; what is cut off of another format has no end that a run could go on from.");
        }

        if (isSaved)
        {
            options.Mistake("--from asks nobody, so " + _resume.Name + " has no meaning beside it; leave one of them out.");
        }

        return true;
    }
}
