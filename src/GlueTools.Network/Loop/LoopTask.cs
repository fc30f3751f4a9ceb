using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace GlueTools.Network.Loop;

/// <summary>
/// A value that becomes known on the loop thread, and the result type of async methods that run there. What awaits it continues at once, on the same
/// thread: no thread pool, no synchronisation context, no locks. Not for use from any other thread.
/// </summary>
/// <remarks>
/// A task that never completes because its loop was disposed simply becomes garbage with everything that awaits it; that is how running work is cancelled.
/// </remarks>
/// <typeparam name="T">The value's type.</typeparam>
[AsyncMethodBuilder(typeof(LoopTaskBuilder<>))]
public class LoopTask<T>
{
    private T _result = default!;

    // Each an Action or an ILoopContinuation. Two are usual: who asked, and the table of what is in flight; the second may be a list of further ones. Tasks are
    // many, so they are kept small: once complete, the first is what the task failed with.
    private object? _first, _second;

    /// <summary>Whether the value is known.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It is not known yet; or whatever the async method threw.</exception>
    public T Result
    {
        get
        {
            if (!IsCompleted)
            {
                throw new InvalidOperationException("The task is not complete.");
            }

            if (_first is Exception error)
            {
                ExceptionDispatchInfo.Capture(error).Throw();
            }

            return _result;
        }
    }

    /// <summary>Makes the value known and runs what awaited it.</summary>
    public void SetResult(T value)
    {
        _result = value;
        Complete(null);
    }

    /// <summary>Makes a failure known and runs what awaited it.</summary>
    public void SetException(Exception error)
    {
        Complete(error);
    }

    /// <summary>Runs <paramref name="action"/> once the value is known; at once where it is.</summary>
    public void ContinueWith(Action action) => Continue(action);

    /// <summary>The same without a delegate.</summary>
    internal void ContinueWith(ILoopContinuation continuation) => Continue(continuation);

    private void Continue(object continuation)
    {
        if (IsCompleted)
        {
            LoopContinuations.Run(continuation);
        }
        else if (_first is null)
        {
            _first = continuation;
        }
        else if (_second is null)
        {
            _second = continuation;
        }
        else if (_second is List<object> further)
        {
            further.Add(continuation);
        }
        else
        {
            _second = new List<object> { _second, continuation };
        }
    }

    /// <summary>For the compiler.</summary>
    public LoopTaskAwaiter<T> GetAwaiter() => new(this);

    private void Complete(Exception? error)
    {
        IsCompleted = true;
        object? first = _first, second = _second;
        _first = error;
        _second = null;
        if (first is not null)
        {
            LoopContinuations.Run(first);
        }

        if (second is List<object> further)
        {
            further.ForEach(LoopContinuations.Run);
        }
        else if (second is not null)
        {
            LoopContinuations.Run(second);
        }
    }
}

/// <summary>Awaits a <see cref="LoopTask{T}"/>.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct LoopTaskAwaiter<T> : ICriticalNotifyCompletion, ILoopAwaiter
{
    private readonly LoopTask<T> _task;

    internal LoopTaskAwaiter(LoopTask<T> task) => _task = task;

    /// <summary>Whether the value is known.</summary>
    public bool IsCompleted => _task.IsCompleted;

    /// <summary>The value, or what the task threw.</summary>
    public T GetResult() => _task.Result;

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => _task.ContinueWith(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => _task.ContinueWith(continuation);

    void ILoopAwaiter.Await(ILoopContinuation continuation) => _task.ContinueWith(continuation);
}

/// <summary>Making tasks, and waiting for several.</summary>
public static class LoopTasks
{
    /// <summary>A task whose value is known from the start.</summary>
    public static LoopTask<T> FromResult<T>(T value)
    {
        var task = new LoopTask<T>();
        task.SetResult(value);
        return task;
    }

    /// <summary>All values, in the order of the tasks.</summary>
    public static LoopTask<T[]> WhenAll<T>(IReadOnlyList<LoopTask<T>> tasks) => new Gathering<T>(tasks).Start();

    private sealed class Gathering<T>(IReadOnlyList<LoopTask<T>> tasks) : LoopTask<T[]>, ILoopContinuation
    {
        private int _missing;

        internal LoopTask<T[]> Start()
        {
            // One more than there are, so that tasks already complete cannot finish the gathering before the loop has seen the last one.
            _missing = tasks.Count + 1;
            for (var i = 0; i < tasks.Count; i++)
            {
                tasks[i].ContinueWith(this);
            }

            Continue();
            return this;
        }

        public void Continue()
        {
            if (--_missing > 0)
            {
                return;
            }

            var values = new T[tasks.Count];
            try
            {
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = tasks[i].Result;
                }
            }
            catch (Exception error)
            {
                SetException(error);
                return;
            }

            SetResult(values);
        }
    }
}

/// <summary>Builds async methods that return <see cref="LoopTask{T}"/>; used by the compiler only.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public struct LoopTaskBuilder<T>
{
    private LoopTask<T>? _task;

    /// <summary>For the compiler.</summary>
    public LoopTask<T> Task => _task ??= new LoopTask<T>();

    /// <summary>For the compiler.</summary>
#pragma warning disable CA1000 // The compiler looks the method up here.
    public static LoopTaskBuilder<T> Create() => default;
#pragma warning restore CA1000

    /// <summary>For the compiler.</summary>
    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => stateMachine.MoveNext();

    /// <summary>For the compiler.</summary>
#pragma warning disable CA1822 // The compiler calls it on an instance.
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
        // Only debug builds of old compilers call it; the box below holds the machine.
    }
#pragma warning restore CA1822

    /// <summary>For the compiler.</summary>
    public void SetResult(T result) => Task.SetResult(result);

    /// <summary>For the compiler.</summary>
    public void SetException(Exception exception) => Task.SetException(exception);

    /// <summary>For the compiler.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        var box = BoxOf(ref stateMachine);
        awaiter.OnCompleted(box.Continue);
    }

    /// <summary>For the compiler.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        // What awaits a loop task comes by here.
        var box = BoxOf(ref stateMachine);
        if (awaiter is ILoopAwaiter loop)
        {
            loop.Await(box);
        }
        else
        {
            awaiter.UnsafeOnCompleted(box.Continue);
        }
    }

    private Box<TStateMachine> BoxOf<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        if (_task is Box<TStateMachine> box)
        {
            return box;
        }

        // The task must be stored before the machine is copied: the copy carries this builder, and with it the task.
        box = new Box<TStateMachine>();
        _task = box;
        box.Machine = stateMachine;
        return box;
    }

    private sealed class Box<TStateMachine> : LoopTask<T>, ILoopContinuation
        where TStateMachine : IAsyncStateMachine
    {
        internal TStateMachine Machine = default!;

        public void Continue() => Machine.MoveNext();
    }
}
