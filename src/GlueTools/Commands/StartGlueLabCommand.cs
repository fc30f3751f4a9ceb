using System;
using System.Management.Automation;
using System.Net.Sockets;
using GlueTools.Completion;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Labs;
using GlueTools.Pipeline;

namespace GlueTools.Commands;

/// <summary>Starts a lab: a small internet on loopback, in this process, with faults to find.</summary>
[Cmdlet(VerbsLifecycle.Start, "GlueLab", HelpUri = HelpPages.StartGlueLab)]
[OutputType(typeof(GlueLab))]
public sealed class StartGlueLabCommand : PSCmdlet
{
    /// <summary>The scenario to serve.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScenarioCompleter))]
    public string Scenario { get; set; } = "sample";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var lab = new GlueLab(Scenario, LabSamples.Load(Scenario));
            ModuleData.Open<LabShelf>(MyInvocation.MyCommand.Module).Add(lab);
            WriteObject(lab);
        }
        catch (ArgumentException error)
        {
            var sentence = "There is no scenario '" + Scenario + "'; there are " + string.Join(", ", LabSamples.Names) + ".";
            WriteError(Errors.Of("ScenarioNotFound", ErrorCategory.ObjectNotFound, Scenario, sentence, "Give the name of a scenario, or none for the sample.", error));
        }
        catch (SocketException error)
        {
            WriteError(Errors.Of(
                "LabNotStarted", ErrorCategory.ResourceUnavailable, Scenario, "The lab cannot listen on 127.0.0.1: " + error.Message, "Stop labs of other sessions, or allow sockets on loopback.", error));
        }
    }
}
