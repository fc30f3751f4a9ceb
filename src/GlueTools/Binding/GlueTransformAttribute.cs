using System.Collections;
using System.Management.Automation;

namespace GlueTools.Binding;

/// <summary>Turns an object as ConvertFrom-Json gives it into the table that <c>-Glue</c> takes.</summary>
public sealed class GlueTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override bool TransformNullOptionalParameters => false;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is not PSObject { BaseObject: PSCustomObject } made)
        {
            return inputData;
        }

        var table = new Hashtable();
        foreach (var property in made.Properties)
        {
            table[property.Name] = property.Value;
        }

        return table;
    }
}
