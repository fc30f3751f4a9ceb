using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using GlueTools.Labs;

namespace GlueTools.Views;

/// <summary>
/// Says once in a session how deep rows are written by Export-Clixml, jobs and remoting, and which properties Format-List begins with. A file of type data
/// would do the same and could not be loaded twice: a second copy of the module beside the first would fail.
/// </summary>
internal static class RowTypes
{
    private const string Key = "GlueTools.RowTypes", Cmdlet = "Update-TypeData";

    // A row, its list of findings, a finding, its lists of addresses.
    private const int DepthOfFindings = 3, DepthOfLists = 2;

    private static readonly string[] DelegationViewProperties =
        ["DomainName", "ParentZone", "Status", "Detail", "ParentNameServers", "ChildNameServers", "CollectedUtc"];

    /// <summary>Declares them, unless the module as this runspace has loaded it has done so. Not when it is loaded: that would take longer than loading it.</summary>
    internal static void Declare(PSModuleInfo? module)
    {
        if (ModuleData.Of(module) is not { } data || data.ContainsKey(Key))
        {
            return;
        }

        data[Key] = true;
        try
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            // By its class where that is found: by its name, all of its module would be imported for it.
            if (Type.GetType("Microsoft.PowerShell.Commands.UpdateTypeDataCommand, Microsoft.PowerShell.Commands.Utility") is { } type)
            {
                shell.AddCommand(new CmdletInfo(Cmdlet, type));
            }
            else
            {
                shell.AddCommand("Microsoft.PowerShell.Utility\\" + Cmdlet);
            }

            shell.AddParameter("TypeData", All()).AddParameter("Force").Invoke();
        }
        catch (Exception error) when (error is RuntimeException or InvalidOperationException)
        {
            // A session may be without that command. Rows are then written as deep as any object.
        }
    }

    private static TypeData[] All() =>
    [
        new TypeData("GlueTools.DelegationResult") { SerializationDepth = DepthOfFindings },
        new TypeData("GlueTools.DelegationArrival") { SerializationDepth = DepthOfLists },
        new TypeData("GlueTools.DelegationView") { SerializationDepth = DepthOfLists, DefaultDisplayPropertySet = new PropertySetData(DelegationViewProperties) },
    ];
}
