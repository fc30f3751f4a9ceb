using System.Management.Automation;
using GlueTools.Completion;
using GlueTools.Delegation.Judging;
using GlueTools.Pipeline;

namespace GlueTools.Commands;

/// <summary>Lists what Test-Delegation can find.</summary>
[Cmdlet(VerbsCommon.Get, "DelegationCheck", HelpUri = HelpPages.GetDelegationCheck)]
[OutputType(typeof(CheckInfo))]
public sealed class GetDelegationCheckCommand : PSCmdlet
{
    /// <summary>Finding codes to list; wildcards are understood. All if not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckCompleter))]
    [AllowEmptyString]
    public string[] Code { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var code in Code)
        {
            // The row of a domain without a verdict has no code.
            if (code.Length == 0)
            {
                continue;
            }

            var pattern = WildcardPattern.Get(code, WildcardOptions.IgnoreCase);
            var isFound = false;
            foreach (var check in CheckInfo.All())
            {
                if (pattern.IsMatch(check.Code))
                {
                    isFound = true;
                    WriteObject(check);
                }
            }

            if (!isFound && !WildcardPattern.ContainsWildcardCharacters(code))
            {
                var sentence = "There is no finding '" + code + "'; near to it: " + string.Join(", ", CheckNames.Nearest(code, CheckNames.Codes)) + ".";
                WriteError(Errors.Of("CheckNotFound", ErrorCategory.ObjectNotFound, code, sentence, "Get-DelegationCheck without parameters lists them all."));
            }
        }
    }
}
