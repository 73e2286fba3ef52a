using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Whittle.Compression.Recipes.Reports;
using Whittle.Compression.Training;
using Whittle.Compression.Weights;
using static TorchSharp.torch;

namespace Whittle.Compression.Recipes.Checkpoints;

/// <summary>The files of a run: progress.json, a file of tensors after every stage, and one of the stage that is under way after each of its epochs.</summary>
/// <remarks>Files are written beside and then moved, and progress.json comes last, so that what it names is whole whenever the program ends.</remarks>
internal sealed class CheckpointFolder
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly string _folder;
    private readonly CompressionRecipe _recipe;
    private readonly List<Entry> _done;

    /// <summary>Opens a folder, which may be new.</summary>
    /// <exception cref="CompressionException">It holds the run of another recipe.</exception>
    public CheckpointFolder(string folder, CompressionRecipe recipe)
    {
        (_folder, _recipe) = (folder, recipe);
        Directory.CreateDirectory(folder);
        _done = File.Exists(ProgressFile) ? Read() : [];
    }

    /// <summary>Reports of the stages that are done.</summary>
    public IReadOnlyList<StageReport> Reports => _done.ConvertAll(entry => entry.Report);

    private string ProgressFile => Path.Combine(_folder, "progress.json");

    public IReadOnlyDictionary<string, Tensor> ReadStage(int index) => Safetensors.Read(File.ReadAllBytes(FileOf(index)));

    /// <summary>The stage that is under way, or null when it has to begin.</summary>
    public IReadOnlyDictionary<string, Tensor>? TryReadEpoch(int index) =>
        File.Exists(EpochFileOf(index)) ? Safetensors.Read(File.ReadAllBytes(EpochFileOf(index))) : null;

    public void SaveEpoch(int index, CompressionState state, EpochState epoch) => Write(EpochFileOf(index), Safetensors.Write(StateTensors.Of(state, epoch)));

    public void SaveStage(int index, CompressionState state, StageReport report)
    {
        Write(FileOf(index), Safetensors.Write(StateTensors.Of(state)));
        _done.Add(new Entry(Describe(index), report));
        Write(ProgressFile, JsonSerializer.SerializeToUtf8Bytes(new Progress(_recipe.Name, _recipe.Seed, _done), s_json));
        File.Delete(EpochFileOf(index));
    }

    private static void Write(string path, byte[] bytes)
    {
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
    }

    private List<Entry> Read()
    {
        Progress? progress;
        try
        {
            progress = JsonSerializer.Deserialize<Progress>(File.ReadAllBytes(ProgressFile), s_json);
        }
        catch (JsonException fault)
        {
            throw new CompressionException($"{ProgressFile} is damaged: {fault.Message} Delete the folder to begin again.");
        }

        var stages = progress?.Stages ?? [];
        if (progress is null || progress.Recipe != _recipe.Name || progress.Seed != _recipe.Seed)
        {
            throw Other($"of the recipe '{progress?.Recipe}' with the seed {progress?.Seed.ToString(CultureInfo.InvariantCulture)}");
        }

        for (var i = 0; i < stages.Count; i++)
        {
            var expected = i < _recipe.Stages.Count ? Describe(i) : "nothing";
            if (stages[i].Description != expected)
            {
                throw Other($"in which stage {i + 1} is {stages[i].Description}, not {expected}");
            }
        }

        return stages;
    }

    private CompressionException Other(string what) =>
        new($"The checkpoints in {_folder} are those of a run {what}. Give this recipe a folder of its own, or delete them.");

    // What can be told of a stage in a line; functions and tensors of its options cannot.
    private string Describe(int index)
    {
        var stage = _recipe.Stages[index];
        var training = stage.Training is { } options
            ? string.Create(CultureInfo.InvariantCulture, $"{options.Epochs} epochs of batches of {options.Batch} at {options.LearningRate} to "
            + $"{options.FinalLearningRate}")
            : "no training";
        training += stage.Training is { WeightDecay: > 0 and var decay } ? string.Create(CultureInfo.InvariantCulture, $", decay {decay}") : "";
        return $"{stage.GetType().Name} '{stage.Name}', {training}";
    }

    private string FileOf(int index) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"stage-{index + 1:00}.safetensors"));

    private string EpochFileOf(int index) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"stage-{index + 1:00}.epoch.safetensors"));

    private sealed record Progress(string Recipe, int Seed, List<Entry> Stages);

    private sealed record Entry(string Description, StageReport Report);
}
