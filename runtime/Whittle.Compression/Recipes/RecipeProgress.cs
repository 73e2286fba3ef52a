namespace Whittle.Compression.Recipes;

/// <summary>Where a recipe stands. Reported at every step, and at the beginning and the end of every stage.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="StageIndex">Its place, from 0.</param>
/// <param name="StageCount">All stages.</param>
/// <param name="Step">Optimizer steps of this stage that are done.</param>
/// <param name="Steps">All of them; 0 for a stage without training.</param>
/// <param name="Loss">Loss of the last step; NaN before one.</param>
/// <param name="Error">Error in percent on the validation data, measured after every epoch and stage; NaN before.</param>
/// <param name="Kept">Share of weights that are not zero, measured together with the error.</param>
/// <param name="Bytes">Size after the last whole stage, 0 before; what it is, the run's size meter says.</param>
public sealed record RecipeProgress(
    string Stage, int StageIndex, int StageCount, int Step, int Steps, double Loss, double Error, double Kept, long Bytes);
