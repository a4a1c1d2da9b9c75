import { AccountController } from './account.controller.js';
import { DutyCodesController } from './duty-codes.controller.js';
import { OneTimeLinkController } from './one-time-link.controller.js';
import { OwnSecondFactorController } from './own-second-factor.controller.js';
import { ProviderSignInController } from './provider-sign-in.controller.js';
import { RosterController, RosterPlaceController } from './roster.controller.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SignInController } from './sign-in.controller.js';

export const PEOPLE_PAGES = [
  SignInController,
  SecondFactorController,
  OneTimeLinkController,
  ProviderSignInController,
  AccountController,
  OwnSecondFactorController,
  DutyCodesController,
  RosterController,
  RosterPlaceController,
];
