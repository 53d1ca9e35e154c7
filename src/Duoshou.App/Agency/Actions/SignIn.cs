using Duoshou.App.Agency.Model;
using Duoshou.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Agency.Actions;

/// <summary>A person shows who they are: with a password, and with a code of their authenticator when they turned one on.</summary>
public sealed class SignIn(IServiceScopeFactory scopes, TimeProvider clock)
{
    public sealed record Request(string Email, string Password, string? Code = null);

    /// <summary>What came of it. A wrong address and a wrong password look the same.</summary>
    /// <param name="Person">Who it is, when everything was right.</param>
    /// <param name="NeedsCode">The password was right; the authenticator's code is still wanted.</param>
    /// <param name="WrongCode">The code was not right.</param>
    /// <param name="LockedFor">How long nobody can sign in to this account after too many wrong tries.</param>
    public sealed record Outcome(UserId? Person, bool NeedsCode = false, bool WrongCode = false, TimeSpan? LockedFor = null);

    public async Task<Outcome> Run(Request request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        if (await people.FindByEmailAsync(request.Email.Trim()) is not { } person)
        {
            // The same work as for a person who is there, so that the time taken does not tell which addresses exist.
            people.PasswordHasher.HashPassword(new Person { DisplayName = "", Role = Role.Auditor, Language = Language.English, ChangeColours = default,
                Currency = default, Zone = "UTC" }, request.Password);
            return new(null);
        }

        if (await people.IsLockedOutAsync(person)) return Locked(person);
        if (!await people.CheckPasswordAsync(person, request.Password)) return await Failed(people, person, new(null));
        return await people.GetTwoFactorEnabledAsync(person) ? await WithCode(people, person, request.Code) : await Passed(people, person);
    }

    async Task<Outcome> WithCode(UserManager<Person> people, Person person, string? code)
    {
        if (string.IsNullOrWhiteSpace(code)) return new(null, NeedsCode: true);
        string digits = string.Concat(code.Where(char.IsAsciiDigit));
        bool right = await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, digits);
        return right ? await Passed(people, person) : await Failed(people, person, new(null, NeedsCode: true, WrongCode: true));
    }

    static async Task<Outcome> Passed(UserManager<Person> people, Person person)
    {
        await people.ResetAccessFailedCountAsync(person);
        return new(person.UserId);
    }

    async Task<Outcome> Failed(UserManager<Person> people, Person person, Outcome outcome)
    {
        await people.AccessFailedAsync(person);
        return await people.IsLockedOutAsync(person) ? Locked(person) : outcome;
    }

    Outcome Locked(Person person) => new(null, LockedFor: (person.LockoutEnd ?? clock.GetUtcNow()) - clock.GetUtcNow());
}

/// <summary>A person turns an authenticator on or off. It is on only after one of its codes was right.</summary>
public sealed class SetAuthenticator(IServiceScopeFactory scopes)
{
    /// <summary>The state of a person's authenticator.</summary>
    /// <param name="Key">The key to type into the app while it is off; null when it is on.</param>
    /// <param name="Address">The same as an address that a QR code holds.</param>
    public sealed record Setup(bool IsOn, string? Key, string? Address);

    public async Task<Setup?> Show(UserId id, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        if (await people.FindByIdAsync(id.ToString()) is not { } person) return null;
        if (await people.GetTwoFactorEnabledAsync(person)) return new(true, null, null);
        string? key = await people.GetAuthenticatorKeyAsync(person);
        if (string.IsNullOrEmpty(key))
        {
            await people.ResetAuthenticatorKeyAsync(person);
            key = await people.GetAuthenticatorKeyAsync(person);
        }

        return new(false, key, $"otpauth://totp/Duoshou:{Uri.EscapeDataString(person.Email ?? "")}?secret={key}&issuer=Duoshou&digits=6");
    }

    /// <returns>False when the code was not right or the person is not there.</returns>
    public async Task<bool> TurnOn(UserId id, string code, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        if (await people.FindByIdAsync(id.ToString()) is not { } person) return false;
        string digits = string.Concat(code.Where(char.IsAsciiDigit));
        if (!await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, digits)) return false;
        await people.SetTwoFactorEnabledAsync(person, true);
        return true;
    }

    /// <summary>Turns it off and throws its key away; asks the password again so that an open screen is not enough.</summary>
    public async Task<bool> TurnOff(UserId id, string password, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        if (await people.FindByIdAsync(id.ToString()) is not { } person || !await people.CheckPasswordAsync(person, password)) return false;
        await people.SetTwoFactorEnabledAsync(person, false);
        await people.ResetAuthenticatorKeyAsync(person);
        return true;
    }
}
