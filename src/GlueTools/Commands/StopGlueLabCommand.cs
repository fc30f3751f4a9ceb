using System.Management.Automation;
using GlueTools.Labs;

namespace GlueTools.Commands;

/// <summary>Stops labs: those given, or all of this session.</summary>
[Cmdlet(VerbsLifecycle.Stop, "GlueLab", HelpUri = HelpPages.StopGlueLab)]
[OutputType(typeof(void))]
public sealed class StopGlueLabCommand : PSCmdlet
{
    /// <summary>The lab; all labs of this session if not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public GlueLab? Lab { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var shelf = ModuleData.Open<LabShelf>(MyInvocation.MyCommand.Module);
        if (Lab is null)
        {
            shelf.StopAll();
        }
        else
        {
            shelf.Stop(Lab);
        }
    }
}
