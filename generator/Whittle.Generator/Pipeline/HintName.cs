namespace Whittle.Generator.Pipeline;

/// <summary>The name of a model's generated file, or which model has its class already.</summary>
/// <param name="Model">Whose name it is.</param>
/// <param name="Name">Name of the generated file; "" when nothing is generated.</param>
/// <param name="TakenBy">The model that has the class already; "" when it is free.</param>
internal sealed record HintName(ModelIdentity Model, string Name, string TakenBy);
