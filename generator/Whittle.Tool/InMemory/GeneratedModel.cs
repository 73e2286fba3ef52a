using Whittle.Plan;

namespace Whittle.Tool.InMemory;

/// <summary>A loaded generated class with the plan it was made from.</summary>
internal sealed class GeneratedModel(ModelPlan plan, ModelCalls calls)
{
    /// <summary>What outputs hold before a run, so that an element left unwritten shows.</summary>
    private const byte Rubbish = 0x5A;

    public ModelPlan Plan => plan;

    public ModelCalls Calls => calls;

    /// <summary>Runs the model once into arrays that hold rubbish before.</summary>
    public Array[] Predict(params Array[] inputs)
    {
        var outputs = NewOutputs(samples: 1);
        foreach (var output in outputs)
        {
            ElementArrays.Bytes(output).Fill(output is bool[] ? (byte)1 : Rubbish);
        }

        calls.PredictInto(inputs, outputs);
        return outputs;
    }

    /// <summary>Arrays for the outputs of a number of samples.</summary>
    public Array[] NewOutputs(int samples) => [.. plan.Outputs.Select(port => ElementArrays.New(port.Type, port.Length * samples))];
}
