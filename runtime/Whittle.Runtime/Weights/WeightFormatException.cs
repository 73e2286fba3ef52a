namespace Whittle.Runtime.Weights;

/// <summary>The weights of a model are missing, corrupt, or not those that the generated code was made for.</summary>
public sealed class WeightFormatException : FormatException
{
    internal WeightFormatException(string resource, string problem)
        : base($"The weights '{resource}' cannot be used: {problem}. Rebuild the project so that the weights and the generated code come from the same compilation.") =>
        Resource = resource;

    /// <summary>Name of the embedded resource.</summary>
    public string Resource { get; }
}
