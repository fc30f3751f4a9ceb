using System.Collections.Generic;
using System.Management.Automation;

namespace GlueTools.Binding;

/// <summary>
/// Turns what is bound to <c>-NameServer</c> into text: names, names with addresses, or objects that hold a name server as those of the DNS server's commands
/// do. It never refuses anything; texts are judged when they are processed.
/// </summary>
public sealed class NameServerTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override bool TransformNullOptionalParameters => false;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var names = new List<string>();
        foreach (var item in PipelineObject.Items(inputData))
        {
            names.Add(PipelineObject.ReadNameServer(item));
        }

        return names.ToArray();
    }
}
