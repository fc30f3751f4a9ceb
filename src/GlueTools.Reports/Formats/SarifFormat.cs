using System.Collections.Generic;
using System.IO;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Json;

namespace GlueTools.Reports.Formats;

/// <summary>
/// SARIF 2.1.0, for code scanning and editors: a result for each finding, at the line that named the domain. What a reader such as GitHub takes of one file is
/// limited, so results are divided into runs, and what is more than that is counted instead of written; the file says so.
/// </summary>
/// <param name="mostInRun">Results of a run.</param>
internal sealed class SarifFormat(int mostInRun) : IReportFormat
{
    /// <summary>Results of a run that GitHub shows.</summary>
    internal const int MostInRun = 5_000;

    internal SarifFormat()
        : this(MostInRun)
    {
    }

    /// <summary>Runs of a file that GitHub takes.</summary>
    internal const int MostRuns = 20;

    /// <summary>Runs after which results are written only if they are errors, as those must not go missing for the sake of notes.</summary>
    private const int RunsOfAll = 10;

    public string Word => "sarif";

    public string Extension => "sarif";

    public bool Streams => true;

    public bool ShowsEvidence => false;

    public bool ShowsChanges => false;

    public IReportWriter Open(TextWriter output, ReportSettings settings, ReportTotals? totals) => new Writer(output, settings, mostInRun);

    private sealed class Writer : IReportWriter
    {
        private readonly JsonWriter _json;
        private readonly TextWriter _output;
        private readonly SarifRun _run;
        private readonly int _mostInRun;
        private int _runs, _inRun;
        private long _leftOut;

        internal Writer(TextWriter output, ReportSettings settings, int mostInRun)
        {
            _mostInRun = mostInRun;
            _output = output;
            _json = new JsonWriter(output);
            _run = new SarifRun(_json, output, settings);
            _json.Begin().Text("$schema", "https://json.schemastore.org/sarif-2.1.0.json").Text("version", "2.1.0").BeginArray("runs");
            BeginRun();
        }

        public void Write(ReportedDomain domain)
        {
            var seen = new Dictionary<string, int>();
            foreach (var finding in domain.Result.Findings)
            {
                Write(new SarifResult(domain, finding, seen));
            }

            if (ReportWords.IsGap(domain.Result))
            {
                Write(new SarifResult(domain, null, seen));
            }
        }

        public void End(ReportTotals totals)
        {
            _run.End(totals, _leftOut);
            _json.EndArray().End();
            _output.Write('\n');
        }

        private void Write(SarifResult result)
        {
            if (HasRoom(result))
            {
                result.Write(_json);
            }
        }

        private bool HasRoom(SarifResult result)
        {
            if (_inRun == _mostInRun && _runs < MostRuns)
            {
                _run.End(null, 0);
                BeginRun();
            }

            if (_inRun == _mostInRun || (_runs > RunsOfAll && !result.IsError))
            {
                _leftOut++;
                return false;
            }

            _inRun++;
            _output.Write('\n');
            return true;
        }

        private void BeginRun()
        {
            _runs++;
            _inRun = 0;
            _run.Begin(_runs);
        }
    }
}
