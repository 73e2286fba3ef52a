namespace Whittle.Plan;

/// <summary>How far compressed numbers are from the ones that they stand for.</summary>
/// <param name="SignalToNoise">Signal to noise, decibels: 10·log10(Σ x² / Σ (x − x′)²).</param>
/// <param name="Largest">Largest absolute difference.</param>
public sealed record PlanDeviation(double SignalToNoise, double Largest);

/// <summary>What compression changes about one result of the model.</summary>
/// <param name="Output">Name of the output.</param>
/// <param name="Deviation">Against the model as it was before compression.</param>
/// <param name="Samples">Number of inputs.</param>
/// <param name="Data">Which inputs, in words: "seeded random input", or the folder.</param>
public sealed record PlanOutputDeviation(string Output, PlanDeviation Deviation, int Samples, string Data);

/// <summary>Accuracy of the compiled model on test data.</summary>
/// <param name="Share">Part of the samples whose greatest output is their label's, 0 to 1.</param>
/// <param name="Samples">Number of samples.</param>
/// <param name="Data">The folder.</param>
public sealed record PlanAccuracy(double Share, int Samples, string Data);

/// <summary>The time of one prediction on one core, estimated from rates measured on one machine.</summary>
/// <param name="Nanoseconds">Layers and all other steps.</param>
/// <param name="Machine">The machine whose rates these are.</param>
public sealed record PlanEstimate(long Nanoseconds, string Machine);
