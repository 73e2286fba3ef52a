using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Whittle.Compiler;
using Whittle.Plan;

namespace Whittle.Build.Tests;

/// <summary>A folder with models, and both tasks run over it as the targets do, with a compiler of the test's choice.</summary>
internal sealed class TaskBench : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("whittle build ü").FullName;
    private DateTime _written = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public FakeBuildEngine Engine { get; private set; } = new();

    public List<string> Compiled { get; } = [];

    public string RootNamespace { get; set; } = "App";

    public bool DesignTime { get; set; }

    public Func<string, CompileOptions, CompileResult> Compiler { get; set; } = Succeed;

    public string Output => Path.Combine(_folder, "obj", "whittle");

    /// <summary>Text of all errors as the console shows them.</summary>
    public IEnumerable<string> Errors => Engine.Errors.Select(error => $"{error.File}: {error.Code}: {error.Message}");

    public static CompileResult Succeed(string path, CompileOptions options) => new(
        new ModelPlan
        {
            Model = Path.GetFileName(path),
            ModelPath = options.DisplayPath!,
            ClassName = options.ClassName!,
            Namespace = options.Namespace,
            Accessibility = options.Accessibility,
            WeightsResource = options.WeightsResource!,
        },
        File.ReadAllBytes(path));

    public static Func<string, CompileOptions, CompileResult> Fail(params PlanError[] errors) => (path, options) =>
        new CompileResult(Succeed(path, options).Plan with { Errors = errors.ToEquatable() }, []);

    /// <summary>A CompressedModel item as the engine makes it from a project in the bench's folder; the file is written too.</summary>
    public ITaskItem Model(string path, params (string Name, string Value)[] metadata)
    {
        var item = Item(path, metadata);
        Write(path, "model " + path);
        return item;
    }

    public ITaskItem Item(string path, params (string Name, string Value)[] metadata)
    {
        var item = new ProjectItem(path, Path.GetFullPath(Path.Combine(_folder, path)));
        foreach (var (name, value) in metadata)
        {
            item.SetMetadata(name, value);
        }

        return item;
    }

    public void Write(string path, string content)
    {
        var full = Path.GetFullPath(Path.Combine(_folder, path));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);

        // The clock of a file system is coarse: two writes of one test can carry the same time.
        _written = _written.AddSeconds(1);
        File.SetLastWriteTimeUtc(full, _written);
    }

    public void Delete(string path) => File.Delete(Path.Combine(_folder, path));

    public (bool Succeeded, ITaskItem[] Requests) Name(params ITaskItem[] models)
    {
        Engine = new FakeBuildEngine();
        var task = new NameModels
        {
            BuildEngine = Engine, Models = models, RootNamespace = RootNamespace, OutputDirectory = Output, ProjectDirectory = _folder,
        };
        return (task.Execute(), task.Requests);
    }

    /// <summary>Names, then compiles what is out of date by the rule of the targets' Inputs and Outputs.</summary>
    public bool Build(params ITaskItem[] models)
    {
        var (succeeded, requests) = Name(models);
        return succeeded && new CompileModels
        {
            BuildEngine = Engine,
            Requests = [.. requests.Where(IsOutOfDate)],
            DesignTime = DesignTime,
            Compiler = (path, options) =>
            {
                Compiled.Add(options.ClassName!);
                return Compiler(path, options);
            },
        }.Execute();
    }

    public ModelPlan Plan(string name) => PlanReader.Read(File.ReadAllText(Path.Combine(Output, name + ".whittle.plan")));

    public bool HasOutputs(string name) => File.Exists(Path.Combine(Output, name + ".whittle.plan")) && File.Exists(Path.Combine(Output, name + ".weights"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsOutOfDate(ITaskItem request)
    {
        var input = File.GetLastWriteTimeUtc(request.ItemSpec);
        return new[] { "PlanFile", "WeightsFile" }.Select(request.GetMetadata).Any(file => !File.Exists(file) || File.GetLastWriteTimeUtc(file) < input);
    }

    /// <summary>FullPath comes from the project's folder, not from the current one.</summary>
    private sealed class ProjectItem(string path, string fullPath) : ITaskItem
    {
        private readonly TaskItem _item = new(path);

        public string ItemSpec { get => path; set => throw new NotSupportedException(); }

        public System.Collections.ICollection MetadataNames => _item.MetadataNames;

        public int MetadataCount => _item.MetadataCount;

        public string GetMetadata(string metadataName) => metadataName == "FullPath" ? fullPath : _item.GetMetadata(metadataName);

        public void SetMetadata(string metadataName, string metadataValue) => _item.SetMetadata(metadataName, metadataValue);

        public void RemoveMetadata(string metadataName) => _item.RemoveMetadata(metadataName);

        public void CopyMetadataTo(ITaskItem destinationItem) => _item.CopyMetadataTo(destinationItem);

        public System.Collections.IDictionary CloneCustomMetadata() => _item.CloneCustomMetadata();
    }
}
