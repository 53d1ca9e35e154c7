using System.ComponentModel.DataAnnotations;
using Duoshou.App.Agency.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Agency.Actions;

/// <summary>Someone joins: with a role, and for most roles with the clients whose shops they work on.</summary>
public sealed class AddPerson(IServiceScopeFactory scopes, IDbContextFactory<DuoshouDb> database)
{
    public sealed record Request(
        [Required, EmailAddress] string Email, [Required, StringLength(80)] string DisplayName, Role Role, IReadOnlyList<ClientId> Clients,
        Language Language = Language.Chinese, string Currency = "CNY", string Zone = "Asia/Shanghai", string? Password = null);

    public async Task<Answered<PersonCard>> Run(Request request, CancellationToken cancel)
    {
        if (!Currency.TryParse(request.Currency, null, out Currency currency)) return new(null, Refusals.Currency("currency", request.Currency));
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.Zone, out _)) return new(null, Refusals.Zone("zone", request.Zone));
        if (!new EmailAddressAttribute().IsValid(request.Email)) return new(null, Refusals.NotFound("email.invalid", "email", request.Email));
        Person person = new()
        {
            Id = Guid.CreateVersion7(),
            UserName = request.Email.Trim(),
            Email = request.Email.Trim(),
            EmailConfirmed = true,
            DisplayName = request.DisplayName.Trim(),
            Role = request.Role,
            Language = request.Language,
            ChangeColours = request.Language == Language.Chinese ? ChangeColours.RedUp : ChangeColours.GreenGood,
            Currency = currency,
            Zone = request.Zone,
            LockoutEnabled = true,
        };
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        IdentityResult made = request.Password is null ? await people.CreateAsync(person) : await people.CreateAsync(person, request.Password);
        if (!made.Succeeded) return new(null, Refused(made.Errors.First(), request));
        await using var db = await database.CreateDbContextAsync(cancel);
        db.AddRange(request.Clients.Distinct().Select(client => new Seat { PersonId = person.Id, ClientId = client }));
        await db.SaveChangesAsync(cancel);
        return new(AgencyAnswers.CardOf(person), null);
    }

    static Refusal Refused(IdentityError error, Request request) => error.Code switch
    {
        "DuplicateUserName" or "DuplicateEmail" => Refusals.Taken("person.exists", "email", request.Email),
        "PasswordTooShort" or "PasswordRequiresUniqueChars" => new("password.short",
            new("密码至少 10 个字符。", "A password has at least 10 characters."), new("换一个更长的。", "Choose a longer one."), "password"),
        _ => new("person.refused", new("账号没有建成：" + error.Code, "The account was not made: " + error.Code),
            new("检查邮箱后再试。", "Check the address and try again."), "email", request.Email),
    };
}
