namespace GlueTools.Console.Output;

/// <summary>Writes rows in one format.</summary>
internal interface IRowWriter<in T>
{
    /// <summary>Takes a row.</summary>
    void Write(T row);

    /// <summary>Hands on what has come so far, as far as the format allows: nothing more will come for a moment.</summary>
    void Flush();

    /// <summary>Writes what stands at the end.</summary>
    void End();
}
